import ScanModel

/// Reads definitions for Autogen, of which each says what it is enabled for: `module = { common = a.c; enable = x86; };`.
enum AutogenReader {
    static func read(_ bytes: [UInt8]) -> BuildFact {
        var fact = BuildFact()
        guard bytes.starts(with: "AutoGen ".utf8) else { return fact }
        var sources: Set<String> = []
        // What is only shipped is not built.
        var shipped: Set<String> = []
        var enabled: [Bool] = []
        for line in bytes.split(separator: 0x0A) {
            let text = line.drop { $0.isASCIISpace }
            if text.first == UInt8(ascii: "}") {
                // What is enabled for nothing in particular is enabled for all.
                if !enabled.isEmpty, !enabled.contains(false) {
                    fact.x86Sources.formUnion(sources.union(shipped))
                } else {
                    fact.plainSources.formUnion(sources)
                }
                sources = []
                shipped = []
                enabled = []
                continue
            }
            let words = text.split { $0.isASCIISpace || "=;".utf8.contains($0) }
            guard let key = words.first, words.count > 1 else { continue }
            if key.elementsEqual("enable".utf8) {
                enabled += words.dropFirst().map { isForX86($0) || isForOthers($0) }
            } else if BuildFileWords.isSource(words[1]), let source = BuildFileWords.source(words[1]) {
                if key.elementsEqual("extra_dist".utf8) {
                    shipped.insert(source)
                } else if isForX86(key) {
                    fact.x86Sources.insert(source)
                } else if !isForOthers(key) {
                    sources.insert(source)
                }
            }
        }
        return fact
    }

    private static func isForX86(_ name: ArraySlice<UInt8>) -> Bool { BuildFileWords.namesX86(name) }

    private static func isForOthers(_ name: ArraySlice<UInt8>) -> Bool {
        ["mips", "sparc", "powerpc", "ia64", "riscv", "loongarch", "alpha"].contains { name.starts(with: $0.utf8) }
    }
}
