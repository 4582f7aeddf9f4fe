import ScanModel

/// Reads a module of UEFI firmware (`.inf`), whose lists of sources are named by the processors: `[Sources.X64]`.
enum FirmwareModuleReader {
    private static let sign = "INF_VERSION"
    private static let x86Names: Set<Substring> = ["ia32", "x64", "ipf", "ebc"]
    private static let arm64Names: Set<Substring> = ["aarch64", "arm"]

    static func read(_ bytes: [UInt8]) -> BuildFact {
        var fact = BuildFact()
        // Windows describes drivers in files with the same ending.
        guard bytes.contains(sign, in: 0..<bytes.count) else { return fact }
        var section = Section.none
        var common: Set<String> = []
        var isForX86 = false
        var isForARM64 = false
        for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            let text = String(decoding: line, as: UTF8.self).drop { $0.isWhitespace }
            if text.hasPrefix("#") {
                guard let list = text.split(separator: "=", maxSplits: 1).last, text.contains("VALID_ARCHITECTURES")
                else { continue }
                let names = Set(list.lowercased().split { !($0.isLetter || $0.isNumber) })
                isForX86 = isForX86 || !names.isDisjoint(with: x86Names)
                isForARM64 = isForARM64 || !names.isDisjoint(with: arm64Names)
            } else if text.hasPrefix("[") {
                section = Section(text.prefix { $0 != "]" }.dropFirst())
                if section == .x86 { isForX86 = true }
                if section == .arm64 { isForARM64 = true }
            } else if let name = text.split(whereSeparator: { " \t\r|".contains($0) }).first,
                let source = BuildFileWords.source(Array(name.utf8)[...])
            {
                switch section {
                case .x86: fact.x86Sources.insert(source)
                case .common: common.insert(source)
                case .arm64, .other: fact.plainSources.insert(source)
                case .none: break
                }
            }
        }
        // A module with lists for x86, and none for arm64, is not built there at all.
        if isForX86, !isForARM64 {
            fact.x86Sources.formUnion(common)
            fact.x86Folders.insert("")
        } else {
            fact.plainSources.formUnion(common)
            fact.plainFolders.insert("")
        }
        return fact
    }

    private enum Section {
        case none
        case common
        case x86
        case arm64
        case other

        /// - Parameter heading: `Sources.IA32, Sources.X64`.
        init(_ heading: Substring) {
            let parts = heading.lowercased().split(separator: ",").map { $0.filter { !$0.isWhitespace } }
            guard parts.allSatisfy({ $0 == "sources" || $0.hasPrefix("sources.") }) else {
                self = .none
                return
            }
            let names = parts.map { $0.split(separator: ".").dropFirst().first ?? "common" }
            if names.contains("common") {
                self = .common
            } else if names.contains(where: { arm64Names.contains($0) }) {
                self = .arm64
            } else {
                self = names.allSatisfy { x86Names.contains($0) } ? .x86 : .other
            }
        }
    }
}
