/// Texts of others (file names, lines of code) as they may be shown: what would move a cursor, end a line or turn the
/// direction of writing is shown by its number.
package enum Printable {
    /// - Parameter text: from a file, or a file's name.
    package static func text(_ text: some StringProtocol) -> String {
        // Nearly all texts are harmless ASCII.
        if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return String(text) }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\t": result += " "
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case _ where isUnseen(scalar): result += "\\u{" + String(scalar.value, radix: 16) + "}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Control characters, and those that change how the text beside them is shown.
    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}
