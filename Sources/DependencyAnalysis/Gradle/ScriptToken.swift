import ScanModel

/// A piece of a build script in Groovy, Kotlin or Scala: enough of the language to find what is declared.
struct ScriptToken: Sendable {
    enum Kind: Sendable, Equatable {
        /// A word with its dots: `libs.netty.epoll`.
        case word(String)
        /// The content of a text, with `${…}` as it is written.
        case text(String)
        /// Any other character.
        case sign(Character)
        case newline
    }

    let kind: Kind
    /// Where it begins, in bytes.
    let offset: Int

    var word: String? { if case .word(let word) = kind { word } else { nil } }
    var text: String? { if case .text(let text) = kind { text } else { nil } }
    func isSign(_ sign: Character) -> Bool { kind == .sign(sign) }

    /// A script of more pieces than this is no build script of a person.
    private static let most = 400_000

    /// The pieces of a script without its comments.
    static func tokens(of bytes: [UInt8]) -> [ScriptToken] {
        let code = CommentBlanking.slashes(bytes)
        var tokens: [ScriptToken] = []
        var index = 0
        while index < code.count, tokens.count < most {
            let byte = code[index]
            if byte == UInt8(ascii: "\n") {
                tokens.append(ScriptToken(kind: .newline, offset: index))
                index += 1
            } else if byte.isASCIISpace {
                index += 1
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                tokens.append(text(code, &index))
            } else if isWord(byte) {
                let end = code[index...].firstIndex { !isWord($0) && $0 != UInt8(ascii: ".") } ?? code.count
                let word = String(decoding: code[index..<end], as: UTF8.self)
                tokens.append(ScriptToken(kind: .word(word), offset: index))
                index = end
            } else {
                tokens.append(ScriptToken(kind: .sign(Character(Unicode.Scalar(byte))), offset: index))
                index += 1
            }
        }
        return tokens
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte.isASCIILetterOrDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || byte >= 0x80
    }

    /// One line of text; a text in three quotes may have several.
    private static func text(_ code: [UInt8], _ index: inout Int) -> ScriptToken {
        let start = index
        let quote = code[start]
        let triple = code[start...].starts(with: [quote, quote, quote])
        let marker = String(decoding: [UInt8](repeating: quote, count: triple ? 3 : 1), as: UTF8.self)
        let first = start + marker.utf8.count
        var end = first
        if triple {
            end = code.firstIndex(of: marker, in: min(first, code.count)..<code.count) ?? code.count
        } else {
            while end < code.count, code[end] != quote, code[end] != UInt8(ascii: "\n") {
                end =
                    isExpression(code, end)
                    ? endOfExpression(code, end) : end + (code[end] == UInt8(ascii: "\\") ? 2 : 1)
            }
            end = min(end, code.count)
        }
        index = end < code.count && code[end] == quote ? end + marker.utf8.count : end
        let content = String(decoding: code[min(first, end)..<end], as: UTF8.self)
        return ScriptToken(kind: .text(content), offset: start)
    }

    /// `${…}` may hold texts of its own.
    private static func isExpression(_ code: [UInt8], _ index: Int) -> Bool {
        code[index] == UInt8(ascii: "$") && index + 1 < code.count && code[index + 1] == UInt8(ascii: "{")
    }

    private static func endOfExpression(_ code: [UInt8], _ index: Int) -> Int {
        let end = code[index...].firstIndex { $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "\n") } ?? code.count
        return end < code.count && code[end] == UInt8(ascii: "}") ? end + 1 : end
    }
}
