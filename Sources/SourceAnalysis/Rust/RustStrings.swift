import ScanModel

/// Names that Rust binds to C strings.
enum RustStrings {
    private static let bindings = [" = CString::", " = CStr::", ": CString", ": &CString", ": &CStr"]
    /// What gives the pointer, and what it is not on arm64.
    private static let pointers = [(": *const i8 = ", ".as_ptr();"), (": *mut i8 = ", ".into_raw();")]

    /// Whether the name before a place is bound to a C string: `let c = CString::new(…)`, `c: &CStr`.
    static func isString(before place: Int, in code: [UInt8]) -> Bool {
        var start = place
        while start > 0, Array<UInt8>.isNameByte(code[start - 1]) { start -= 1 }
        return start < place && isBound(code.text(start..<place), in: code)
    }

    /// - Parameter code: without comments.
    /// - Returns: where a variable is declared as a pointer to `i8` and set to that of a C string:
    ///   `let p: *const i8 = c.as_ptr();`.
    static func variables(in code: [UInt8]) -> [Int] {
        let whole = 0..<code.count
        // Code that asks for the architecture may have one for each.
        guard code.containsAny(["CString", "CStr"], in: whole), !code.contains("target_arch", in: whole) else {
            return []
        }
        return pointers.flatMap { declaration, call in
            code.indices(of: declaration, in: whole).filter { place in
                let name = code.name(at: place + declaration.utf8.count)
                return !name.isEmpty && code.has(call, at: name.upperBound) && isBound(code.text(name), in: code)
            }.map { $0 + 2 }
        }
    }

    private static func isBound(_ name: String, in code: [UInt8]) -> Bool {
        code.indices(ofName: name, in: 0..<code.count).contains { place in
            bindings.contains { code.has($0, at: place + name.utf8.count) }
        }
    }
}
