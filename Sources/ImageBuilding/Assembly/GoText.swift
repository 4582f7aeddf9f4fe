/// Values as Go's `%q` writes them, which is how BuildKit puts commands into an image's history.
package enum GoText {
    private static let named: [UInt32: String] = [
        7: "\\a", 8: "\\b", 9: "\\t", 10: "\\n", 11: "\\v", 12: "\\f", 13: "\\r", 92: "\\\\",
    ]

    package static func quoted(_ text: String) -> String {
        "\"" + text.unicodeScalars.map { $0 == "\"" ? "\\\"" : escaped($0) }.joined() + "\""
    }

    package static func quoted(_ texts: [String]) -> String { "[" + texts.map(quoted).joined(separator: " ") + "]" }

    /// A number as the character of that number, as `%q` takes an `int`.
    package static func quoted(_ number: Int) -> String {
        let scalar = UInt32(exactly: number).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
        return "'" + (scalar == "'" ? "\\'" : escaped(scalar)) + "'"
    }

    /// As Go's `time.Duration` writes itself: `1m30s`.
    package static func duration(_ duration: Duration?) -> String {
        let (seconds, attoseconds) = (duration ?? .zero).components
        let nanoseconds = Int(attoseconds / 1_000_000_000)
        if seconds == 0 {
            for (unit, size) in [("ms", 1_000_000), ("µs", 1000), ("ns", 1)] where nanoseconds >= size {
                return decimal(nanoseconds / size, nanoseconds % size, of: size) + unit
            }
            return "0s"
        }
        let rest = decimal(Int(seconds % 60), nanoseconds, of: 1_000_000_000) + "s"
        let minutes = seconds / 60
        return minutes == 0 ? rest : (minutes >= 60 ? "\(minutes / 60)h" : "") + "\(minutes % 60)m" + rest
    }

    private static func decimal(_ whole: Int, _ fraction: Int, of unit: Int) -> String {
        guard fraction > 0 else { return "\(whole)" }
        var digits = "\(unit + fraction)".dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(whole).\(digits)"
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        if let name = named[scalar.value] { return name }
        if scalar.value < 0x20 || scalar.value == 0x7F {
            let digits = String(scalar.value, radix: 16)
            return "\\x" + (digits.count < 2 ? "0" : "") + digits
        }
        return String(scalar)
    }
}
