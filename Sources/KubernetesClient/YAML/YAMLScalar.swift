import RawJSON
import Reporting

/// The value of a plain YAML scalar, as kubectl reads it.
///
/// Source: sigs.k8s.io/yaml, which follows YAML 1.1 for booleans (`yes`, `on`, `n`) and octal numbers (`0644`), and
/// YAML 1.2 for floats (`1e3`), and has neither sexagesimal numbers nor timestamps.
enum YAMLScalar {
    private static let words: [String: JSONValue] = {
        var words: [String: JSONValue] = [:]
        for word in ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"] { words[word] = true }
        for word in ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"] { words[word] = false }
        for word in ["", "~", "null", "Null", "NULL"] { words[word] = .null }
        return words
    }()

    /// Numbers that YAML has and JSON has not.
    private static let unwritable: Set<String> = {
        let infinities = [".inf", ".Inf", ".INF"]
        return Set(infinities + infinities.flatMap { ["+" + $0, "-" + $0] } + [".nan", ".NaN", ".NAN"])
    }()

    /// - Parameter text: the scalar without quotes.
    /// - Returns: its value; nil for a number that JSON can't hold.
    static func value(ofPlain text: String) -> JSONValue? {
        if let word = words[text] { return word }
        if unwritable.contains(text) { return nil }
        guard let first = text.utf8.first, "+-.0123456789".utf8.contains(first) else { return .string(text) }
        let plain = text.filter { $0 != "_" }
        if let integer = integer(plain) { return integer }
        if isFloat(plain), let number = Double(plain) {
            return number.isFinite ? .number(number) : .string(text)
        }
        return .string(text)
    }

    /// Go's `strconv.ParseInt` with base 0: a prefix decides the base, and a leading zero means octal.
    private static func integer(_ text: String) -> JSONValue? {
        let isNegative = text.hasPrefix("-")
        let digits = text.drop { $0 == "-" || $0 == "+" }
        // One sign at most.
        guard text.utf8.count - digits.utf8.count <= 1, let first = digits.utf8.first, isDigit(first) else {
            return nil
        }
        let lower = digits.lowercased()
        let (radix, number): (Int, Substring) =
            switch lower.prefix(2) {
            case "0x": (16, lower.dropFirst(2))
            case "0o": (8, lower.dropFirst(2))
            case "0b": (2, lower.dropFirst(2))
            default: lower.count > 1 && lower.hasPrefix("0") ? (8, lower.dropFirst(1)) : (10, lower[...])
            }
        guard let leading = number.utf8.first, leading != UInt8(ascii: "-"), leading != UInt8(ascii: "+") else {
            return nil
        }
        if let value = Int64((isNegative ? "-" : "") + number, radix: radix) { return .integer(value) }
        return UInt64(number, radix: radix).map { .number(isNegative ? -Double($0) : Double($0)) }
    }

    /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
    private static func isFloat(_ text: String) -> Bool {
        var rest = text.utf8[...]
        func isSign(_ byte: UInt8?) -> Bool { byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") }
        func skipDigits() -> Int {
            let count = rest.prefix(while: isDigit).count
            rest = rest.dropFirst(count)
            return count
        }
        if isSign(rest.first) { rest = rest.dropFirst() }
        var digits = skipDigits()
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            digits += skipDigits()
        }
        guard digits > 0 else { return false }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            if isSign(rest.first) { rest = rest.dropFirst() }
            guard skipDigits() > 0 else { return false }
        }
        return rest.isEmpty
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
