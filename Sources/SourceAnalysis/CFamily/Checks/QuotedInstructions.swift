import ScanModel

/// Strings that begin like an instruction of x86, in a file that has no `asm` of its own: a quick look, before the file is
/// taken apart. "mov" is the name of a film's format too.
enum QuotedInstructions {
    /// What is longer is read up to here.
    private static let reach = 4096

    /// Whether one of ``CFamilyTriggers/quotedInstructions`` is a whole instruction, or has operands and a line's end.
    static func mayStand(in bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { raw in
            var index = 0
            while let quote = CFamilyTriggers.quotedInstructions.firstIndex(in: raw, from: index) {
                index = quote + 1
                if mayBe(bytes[index...].prefix(reach)) { return true }
            }
            return false
        }
    }

    /// - Parameter text: what stands behind the quote.
    private static func mayBe(_ text: ArraySlice<UInt8>) -> Bool {
        if InlineAssemblyText.beginsWithInstruction(text) { return true }
        var hasOperand = false
        var hasLineEnd = false
        var index = text.startIndex
        while index < text.endIndex, text[index] != UInt8(ascii: "\"") {
            switch text[index] {
            case UInt8(ascii: "%"): hasOperand = true
            case UInt8(ascii: "\\"):
                index += 1
                hasLineEnd = hasLineEnd || index < text.endIndex && text[index] == UInt8(ascii: "n")
            default: break
            }
            index += 1
        }
        return hasOperand && hasLineEnd
    }
}
