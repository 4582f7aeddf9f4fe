import ScanModel

/// Pointers to `i8` where C's `char` is meant.
enum RustCharacterCheck {
    private static let casts = ["as *const i8", "as *mut i8"]
    /// Functions that take a pointer to `c_char`.
    private static let takers = ["CStr::from_ptr(", "CString::from_raw(", "libc::"]

    static func findings(in text: SourceText, _ file: FileName) -> [Finding] {
        let whole = 0..<text.bytes.count
        guard text.bytes.containsAny(casts, in: whole) else { return [] }
        let code = RustText.blanked(text.bytes)
        var known: Set<Int> = []
        return casts.flatMap { code.indices(of: $0, in: whole) }.sorted().compactMap { offset in
            let statement = statement(code, before: offset)
            guard code.containsAny(takers, in: statement), known.insert(text.line(at: offset)).inserted else {
                return nil
            }
            return Finding(
                RustRules.characters, in: text, at: offset, severity: RustRules.characters.severity.lowered(in: file),
                message: "c_char is u8 on arm64 Linux: the types do not fit there")
        }
    }

    private static func statement(_ code: [UInt8], before offset: Int) -> Range<Int> {
        let low = max(0, offset - 512)
        let start = code[low..<offset].lastIndex { ";{}".utf8.contains($0) }.map { $0 + 1 } ?? low
        return start..<offset
    }
}
