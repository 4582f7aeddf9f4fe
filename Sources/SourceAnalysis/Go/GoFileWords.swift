/// Symbols of Go's own packages that are worth a look at a file.
enum GoFileWords {
    private static let names = ["GOARCH", "Dup2", "Iopl", "Ioperm", "Ustat"].map { Array($0.utf8) }
    private static let systemCall = Array("SYS_".utf8)

    static func contains(_ word: ArraySlice<UInt8>) -> Bool {
        guard let first = word.first, "GDIUS".utf8.contains(first) else { return false }
        return word.starts(with: systemCall) || names.contains { $0.elementsEqual(word) }
    }
}
