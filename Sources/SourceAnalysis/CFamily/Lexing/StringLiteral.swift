/// What a string in the code says.
enum StringLiteral {
    /// The text between the quotes, with the escapes that matter to assembly.
    static func text(_ bytes: ArraySlice<UInt8>) -> String {
        var text: [UInt8] = []
        append(bytes, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// The same behind other text: a template may have hundreds of strings.
    static func append(_ bytes: ArraySlice<UInt8>, to result: inout [UInt8]) {
        guard let quote = bytes.firstIndex(of: UInt8(ascii: "\"")) else { return }
        var body = bytes[(quote + 1)...]
        if body.last == UInt8(ascii: "\"") { body = body[..<(body.endIndex - 1)] }
        if quote > bytes.startIndex, bytes[quote - 1] == UInt8(ascii: "R"),
            let open = body.firstIndex(of: UInt8(ascii: "(")), let close = body.lastIndex(of: UInt8(ascii: ")")),
            open < close
        {
            result += body[(open + 1)..<close]
            return
        }
        let text = body.span
        result.append(addingCapacity: text.count) { (result: inout OutputSpan<UInt8>) in
            var index = 0
            while index < text.count {
                let byte = text[index]
                index += 1
                guard byte == UInt8(ascii: "\\") else {
                    result.append(byte)
                    continue
                }
                guard index < text.count else { return }
                switch text[index] {
                case UInt8(ascii: "n"), UInt8(ascii: "r"): result.append(0x0A)
                case UInt8(ascii: "t"), UInt8(ascii: "v"): result.append(0x20)
                case 0x0A, 0x0D: break
                default: result.append(text[index])
                }
                index += 1
            }
        }
    }
}
