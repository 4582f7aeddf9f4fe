import ScanModel

/// Pointers to `i8` where C's `char` is meant.
enum RustCharacters {
    private static let pointers = ["*const i8", "*mut i8"]
    /// Functions that take a pointer to `c_char`.
    private static let takers = ["CStr::from_ptr(", "CString::from_raw(", "libc::"]

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
