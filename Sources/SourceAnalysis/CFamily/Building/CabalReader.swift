import ScanModel

/// Reads a description of a Haskell package (`.cabal`), whose conditions hold for what is indented under them.
enum CabalReader {
    private static let fields = ["c-sources:", "cxx-sources:", "asm-sources:"]
    private static let processors: Set<Substring> = ["i386", "x86_64"]

    static func read(_ bytes: [UInt8]) -> BuildFact {
        var fact = BuildFact()
        var conditions: [(indent: Int, isForX86: Bool)] = []
        /// How far the field is indented that the lines belong to.
        var field: Int?
        for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            let content = line.drop { $0.isASCIISpace }
            var text = String(decoding: content.prefix(SourceText.reach), as: UTF8.self).lowercased()[...]
            guard !text.isEmpty, !text.hasPrefix("--") else { continue }
            let indent = line.count - content.count
            while let last = conditions.last, last.indent >= indent { conditions.removeLast() }
            if let start = field, indent <= start { field = nil }
            if text.hasPrefix("if ") || text.hasPrefix("elif ") || text.hasPrefix("else") {
                conditions.append((indent, isForX86(text)))
                continue
            }
            if let name = fields.first(where: { text.hasPrefix($0) }) {
                field = indent
                text = text.dropFirst(name.count)
            }
            guard field != nil else { continue }
            for word in text.split(whereSeparator: { " \t,".contains($0) }) {
                guard let source = BuildFileWords.source(Array(word.utf8)[...]) else { continue }
                if conditions.contains(where: { $0.isForX86 }) {
                    fact.x86Sources.insert(source)
                } else {
                    fact.plainSources.insert(source)
                }
            }
        }
        return fact
    }

    /// `if arch(i386) || arch(x86_64)`
    private static func isForX86(_ condition: Substring) -> Bool {
        let parts = condition.split(separator: "(")
        let named = zip(parts, parts.dropFirst()).filter { $0.0.hasSuffix("arch") }.map { $0.1.prefix { $0 != ")" } }
        return !named.isEmpty && named.allSatisfy { processors.contains($0) } && !condition.contains("!")
    }
}
