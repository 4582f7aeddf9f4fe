import ScanModel

/// Reads the settings of Kconfig for those that depend on x86.
enum KconfigReader {
    static func read(_ bytes: [UInt8], isX86File: Bool) -> BuildFact {
        var fact = BuildFact()
        var blocks: [Bool] = []
        var setting: UInt64?
        var isX86 = false
        func finish() {
            guard let name = setting else { return }
            if isX86 { fact.x86Settings.insert(name) } else { fact.otherSettings.insert(name) }
            setting = nil
        }
        for line in bytes.split(separator: 0x0A) {
            let words = line.prefix { $0 != UInt8(ascii: "#") }.split { $0.isASCIISpace }
            guard let first = words.first else { continue }
            switch String(decoding: first, as: UTF8.self) {
            case "config", "menuconfig":
                finish()
                guard words.count == 2 else { continue }
                setting = NameHash.of("CONFIG_".utf8.map { $0 } + words[1])
                isX86 = isX86File || blocks.contains(true)
            case "depends":
                if needsX86(line) { isX86 = true }
            case "if":
                finish()
                blocks.append(needsX86(line))
            case "endif":
                finish()
                _ = blocks.popLast()
            case "menu", "endmenu", "choice", "endchoice", "source", "comment": finish()
            default: continue
            }
        }
        finish()
        fact.x86Settings.subtract(fact.otherSettings)
        return fact
    }

    /// `X86 && PCI`, `X86_32 || X86_64`; not `X86 || COMPILE_TEST`.
    private static func needsX86(_ line: ArraySlice<UInt8>) -> Bool {
        let text = String(decoding: line, as: UTF8.self)
        guard !text.contains("(") || !text.contains("||") else { return false }
        let parts = text.split(whereSeparator: { $0.isWhitespace }).filter { !["depends", "on", "if"].contains($0) }
            .joined(separator: " ")
        return parts.split(separator: "&").contains { part in
            let names = part.split { "| \t\r()".contains($0) }
            return !names.isEmpty && names.allSatisfy { $0.hasPrefix("X86") || $0 == "I386" || $0 == "AMD64" }
        }
    }
}
