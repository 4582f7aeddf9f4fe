import ScanModel

/// What the values of a key say of architectures.
enum ArchitectureValues {
    private static let x86: Set<String> = [
        "amd64", "x86_64", "x86-64", "x64", "x86", "i386", "i686", "386", "linux/amd64", "linux/x86_64", "linux/386",
        "linux-amd64", "linux-64", "intel64",
    ]

    /// Whether there are some, and all are x86.
    static func areX86(_ values: [String]) -> Bool {
        let parts = values.flatMap { templateDefault($0).split(separator: ",").map { trimmed($0) } }
            .filter { !$0.isEmpty }
        return !parts.isEmpty && parts.allSatisfy { x86.contains($0) }
    }

    static func nameARM64(_ values: [String]) -> Bool { values.contains { ArchitectureWords.namesARM64($0) } }

    /// `amd64` of `{{ .Values.arch | default "amd64" }}`, `linux/amd64` of Compose's `${PLATFORM:-linux/amd64}`, and every
    /// other value as it is.
    private static func templateDefault(_ value: String) -> Substring {
        if value.hasPrefix("${"), value.hasSuffix("}"), let sign = value.firstRange(of: ":-") {
            return value[sign.upperBound...].dropLast()
        }
        guard value.hasPrefix("{{"), let word = value.firstRange(of: "default \"") else { return value[...] }
        return value[word.upperBound...].prefix { $0 != "\"" }
    }

    private static func trimmed(_ text: Substring) -> String {
        text.lowercased().filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
    }
}
