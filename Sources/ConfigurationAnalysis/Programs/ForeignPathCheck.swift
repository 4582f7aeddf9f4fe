import Reporting
import ScanModel

/// Paths that only exist on x86: `JAVA_HOME=/usr/lib/jvm/java-11-openjdk-amd64`.
struct ForeignPathCheck: PassageCheck {
    let rule = Rule(
        id: "architecture-path", title: "a path that only exists on x86", area: .deployment, severity: .warning,
        effort: .minutes,
        why: "The folder has the architecture in its name, and has another name on arm64.",
        remedy: "make a link with a name without the architecture, or ask dpkg --print-architecture",
        before: "ENV JAVA_HOME=/usr/lib/jvm/java-11-openjdk-amd64",
        after:
            "RUN ln -s /usr/lib/jvm/java-11-openjdk-$(dpkg --print-architecture) /usr/lib/jvm/java\nENV JAVA_HOME=/usr/lib/jvm/java",
        reference: nil)

    private static let roots = [
        "/usr/lib/jvm/", "/lib64/ld-linux-x86-64.so", "/lib/amd64/", "/opt/java/", "node_modules/@",
    ]

    private static let search = LiteralSet(roots)

    func findings(in source: PassageSource) -> [Finding] {
        guard Self.search.occurs(in: source.code) else { return [] }
        // A file for x86, or for another system, by its own name.
        let path = source.text.path
        guard !ArchitectureWords.namesX86(path), !ArchitectureWords.namesOtherSystem(path) else { return [] }
        return source.passages.flatMap { passage in
            var lines: Set<Int> = []
            return Self.roots.flatMap { source.code.indices(of: $0, in: passage.range) }.sorted().compactMap {
                place -> Finding? in
                let rest = source.code[place..<source.line(at: place).upperBound]
                let path = rest.prefix { !$0.isASCIISpace && !"\"':;,)}]|&".utf8.contains($0) }
                let text = String(decoding: path, as: UTF8.self)
                guard ArchitectureWords.namesX86(text), !text.contains("$"), !text.contains("*"),
                    !source.isTold(at: place), !source.choosesArchitecture(at: place, in: passage),
                    !isTried(place, source), lines.insert(source.text.line(at: place)).inserted
                else { return nil }
                let start = source.code[..<place].lastIndex { $0.isASCIISpace || "\"'=:".utf8.contains($0) }
                let isRun = text.hasSuffix("/bin/java") && ["CMD", "ENTRYPOINT", "RUN"].contains(passage.keyword ?? "")
                return Finding(
                    rule, in: source.text, at: start.map { $0 + 1 } ?? place,
                    severity: isRun ? passage.severity : .warning,
                    message: "the path \(text) only exists on x86")
            }
        }
    }

    /// Tried among others: `if [ -d … ]`, `for d in …`.
    private func isTried(_ place: Int, _ source: PassageSource) -> Bool {
        source.code.containsAny(["[ ", "[[", "test -", "for ", "ls "], in: source.line(at: place).lowerBound..<place)
    }
}
