import Reporting
import ScanModel

/// Jenkins pipelines that only run on agents for x86: `agent { label 'linux-amd64' }`.
struct JenkinsLabelCheck: PassageCheck {
    let rule = PipelineRule.rule

    func findings(in source: PassageSource) -> [Finding] {
        let whole = 0..<source.code.count
        guard source.kind == .jenkinsfile, !ArchitectureChoice.namesARM64(source.code) else { return [] }
        return nodes(in: source)
            + ["label", "node("].flatMap { source.code.indices(of: $0, in: whole) }.sorted().compactMap {
                place -> Finding? in
                let rest = source.code[place..<source.line(at: place).upperBound].prefix { !"\n})".utf8.contains($0) }
                guard let quote = rest.firstIndex(where: { $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "\"") }),
                    let close = rest[(quote + 1)...].firstIndex(of: rest[quote])
                else { return nil }
                let label = String(decoding: rest[(quote + 1)..<close], as: UTF8.self)
                guard ArchitectureWords.namesX86(label), !ArchitectureWords.namesOtherSystem(label) else { return nil }
                return Finding(rule, in: source.text, at: place, message: "this runs on agents for x86 only: \(label)")
            }
    }

    private static let selectors = [
        "kubernetes.io/arch: amd64", "kubernetes.io/arch: \"amd64\"", "kubernetes.io/arch=amd64",
    ]

    /// The selector of a pod that is the agent: in a manifest between quotes, or as `nodeSelector: 'k=v'`.
    private func nodes(in source: PassageSource) -> [Finding] {
        Self.selectors.flatMap { source.code.indices(of: $0, in: 0..<source.code.count) }.sorted().map { place in
            Finding(rule, in: source.text, at: place, message: "the agent's pod runs on x86 nodes only")
        }
    }
}
