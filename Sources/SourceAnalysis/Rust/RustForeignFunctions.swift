import ScanModel

/// Functions of C that are declared with a pointer to `i8`, and get that of a C string, whose `c_char` is `u8` on arm64.
enum RustForeignFunctions {
    private static let pointers = ["*const i8", "*mut i8"]

    private struct Function {
        let name: String
        /// Where the pointer stands in its declaration.
        let pointer: Int
    }

    /// - Parameter code: without comments.
    /// - Returns: where such a pointer is declared.
    static func places(in code: [UInt8]) -> [Int] {
        let whole = 0..<code.count
        // Code that asks for the architecture may have declarations for each.
        guard code.containsAny(["CString", "CStr"], in: whole), code.containsAny(pointers, in: whole),
            !code.contains("target_arch", in: whole)
        else { return [] }
        return code.indices(ofName: "extern", in: whole).flatMap { blockFunctions(at: $0, in: code) }
            .filter { takesString($0, in: code) }.map { $0.pointer }
    }

    /// The functions of `extern "C" { … }` that take such a pointer.
    private static func blockFunctions(at place: Int, in code: [UInt8]) -> [Function] {
        // A function that others call has its name in between.
        let head = code[place...].prefix(32)
        guard let open = head.firstIndex(of: UInt8(ascii: "{")), !code.contains("fn ", in: place..<open),
            let close = code.closingBracket(of: open, to: code.count)
        else { return [] }
        return code.indices(ofName: "fn", in: open..<close).compactMap { function in
            let name = code.name(at: code.skippingSpaces(function + 2, to: close))
            guard let parameters = code.brackets(behind: name.upperBound, to: close),
                let pointer = pointers.compactMap({ code.firstIndex(of: $0, in: parameters) }).min()
            else { return nil }
            return Function(name: code.text(name), pointer: pointer)
        }
    }

    /// Whether it is called with what `CString` and `CStr` give, in the same file.
    private static func takesString(_ function: Function, in code: [UInt8]) -> Bool {
        code.indices(ofName: function.name, in: 0..<code.count).contains { place in
            guard
                let arguments = code.brackets(
                    behind: place + function.name.utf8.count, to: min(code.count, place + SourceText.reach))
            else { return false }
            if code.contains("CString::new(", in: arguments), code.contains(".as_ptr()", in: arguments) { return true }
            return code.indices(of: ".as_ptr()", in: arguments).contains { RustStrings.isString(before: $0, in: code) }
        }
    }
}

extension [UInt8] {
    /// What stands between the parentheses that follow a name.
    fileprivate func brackets(behind end: Int, to limit: Int) -> Range<Int>? {
        guard byte(at: end) == UInt8(ascii: "("), let close = closingBracket(of: end, to: limit) else { return nil }
        return (end + 1)..<close
    }
}
