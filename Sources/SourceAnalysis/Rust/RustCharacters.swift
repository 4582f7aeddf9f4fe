import ScanModel

/// Pointers to `i8` where C's `char` is meant.
enum RustCharacters {
    private static let pointers = ["*const i8", "*mut i8"]
    /// Functions that take a pointer to `c_char`.
    private static let takers = ["CStr::from_ptr(", "CString::from_raw(", "libc::"]

    private static let strings = ["CStr::from_ptr", "CString::from_raw"]

    /// Whether such a cast is the whole argument of a function whose type is known: rustc refuses it.
    static func isRefused(_ code: [UInt8], _ word: Range<Int>) -> Bool {
        let rest = code[word.upperBound...].prefix(48).drop { $0.isASCIISpace }
        guard let pointer = pointers.first(where: { rest.starts(with: $0.utf8) }),
            rest.dropFirst(pointer.utf8.count).first(where: { !$0.isASCIISpace }) == UInt8(ascii: ")")
        else { return false }
        var depth = 0
        for index in stride(from: word.lowerBound - 1, through: max(0, word.lowerBound - 512), by: -1) {
            if code[index] == UInt8(ascii: ")") { depth += 1 }
            if code[index] == UInt8(ascii: "(") {
                depth -= 1
                if depth < 0 { return strings.contains { code[..<index].suffix($0.utf8.count).elementsEqual($0.utf8) } }
            }
        }
        return false
    }

    /// Whether an `as` turns something into such a pointer, in a call that takes another one on arm64.
    static func isWrongCast(_ code: [UInt8], _ word: Range<Int>) -> Bool {
        let rest = code[word.upperBound...].prefix(32).drop { $0.isASCIISpace }
        guard rest.first == UInt8(ascii: "*"), pointers.contains(where: { rest.starts(with: $0.utf8) }) else {
            return false
        }
        let low = max(0, word.lowerBound - 512)
        let start = code[low..<word.lowerBound].lastIndex { ";{}".utf8.contains($0) }.map { $0 + 1 } ?? low
        return code.containsAny(takers, in: start..<word.lowerBound)
    }
}
