import ScanModel

/// Programs that fetch what is for Linux on x86, and know nothing of arm64.
enum ProgramDownloadCheck {
    /// A program with more of them is a list.
    private static let most = 20

    /// - Returns: the addresses.
    static func places(in script: Script) -> [Int] {
        let whole = 0..<script.code.count
        // A choice may stand anywhere in the file, and the machine may be asked for in many ways.
        guard script.code.containsAny(script.language.downloads, in: whole), !script.names.areTold,
            !ArchitectureWords.namesARM64(script.code.text(whole))
        else { return [] }
        return Address.all(in: script.code, whole).lazy.filter { $0.isForLinuxOnX86 }.prefix(most)
            .map { $0.range.lowerBound }
    }
}
