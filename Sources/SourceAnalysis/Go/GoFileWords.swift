/// Symbols of Go's own packages that are worth a look at a file.
enum GoFileWords {
    private static let names = ["GOARCH", "Dup2", "Iopl", "Ioperm", "Ustat", "PtraceRegs", "MAP_32BIT"].map {
        Array($0.utf8)
    }
    private static let systemCall = Array("SYS_".utf8)

    static func contains(_ word: ArraySlice<UInt8>) -> Bool {
        switch word.first {
        case UInt8(ascii: "G"), UInt8(ascii: "D"), UInt8(ascii: "I"), UInt8(ascii: "U"), UInt8(ascii: "S"),
            UInt8(ascii: "P"), UInt8(ascii: "M"):
            break
        default: return false
        }
        return word.starts(with: systemCall) || names.contains { $0.elementsEqual(word) }
    }
}
