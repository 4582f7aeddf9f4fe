import Reporting
import ScanModel

/// `helm upgrade --set nodeSelector."kubernetes\.io/arch"=amd64`.
struct HelmSelectorCheck: PassageCheck {
    let rule = KubernetesRule.rule

    /// With the backslash that keeps Helm from taking the dot for a step of the path.
    private static let label = "kubernetes\\.io/arch"

    func findings(in source: PassageSource) -> [Finding] {
        source.passages.flatMap { passage in
            var lines: Set<Int> = []
            return source.code.indices(of: Self.label, in: passage.range).compactMap { place -> Finding? in
                // One for each line: what stands beside is mended with it.
                guard !lines.contains(source.text.line(at: place)) else { return nil }
                let line = source.line(at: place)
                let rest = source.code[
                    (place + Self.label.utf8.count)..<max(place + Self.label.utf8.count, line.upperBound)
                ]
                .drop { "\"'\\".utf8.contains($0) }
                guard rest.first == UInt8(ascii: "="), source.code.contains("odeSelector", in: line.lowerBound..<place)
                else { return nil }
                let value = rest.dropFirst().drop { "\"'".utf8.contains($0) }.prefix { Array.isNameByte($0) }
                guard ArchitectureValues.areX86([String(decoding: value, as: UTF8.self)]),
                    !source.choosesArchitecture(at: place, in: passage)
                else { return nil }
                lines.insert(source.text.line(at: place))
                return Finding(
                    rule, in: source.text, at: place, message: "pods with this selector never run on arm64 nodes")
            }
        }
    }
}
