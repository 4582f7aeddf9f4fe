extension String {
    /// The text with its control characters written as JSON has them, such as `\u001B`: names in images and repositories
    /// are other people's, and a terminal obeys what is in them. Ends of lines, tabs and mixarch's own styles stay.
    package var harmless: String {
        // C1's characters begin with C2; so do a few others.
        guard utf8.contains(where: { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 || $0 == 0x7F || $0 == 0xC2 }) else {
            return self
        }
        var result = ""
        var rest = unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar.value {
            case 0x09, 0x0A: result.unicodeScalars.append(scalar)
            // Lines of CSV end so.
            case 0x0D where rest.first == "\n": result.unicodeScalars.append(scalar)
            case 0x1B:
                guard let style = Self.ownStyles.first(where: { rest.starts(with: $0.unicodeScalars) }) else {
                    result += Self.written(scalar)
                    continue
                }
                result += "\u{1B}" + style
                rest = rest.dropFirst(style.unicodeScalars.count)
            case ..<0x20, 0x7F..<0xA0: result += Self.written(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static let ownStyles = (Terminal.Style.allCases.map(\.rawValue) + ["0"]).map { "[\($0)m" }

    private static func written(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
