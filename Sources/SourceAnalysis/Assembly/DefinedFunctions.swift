import ScanModel

/// The functions that a C file defines: names in front of `(…) {` at the top level.
enum DefinedFunctions {
    private static let limit = 4096

    static func names(_ bytes: [UInt8]) -> Set<String> {
        let code = CommentBlanking.slashes(bytes)
        var result: Set<String> = []
        var depth = 0
        var parentheses = 0
        var candidate: Range<Int>?
        var isClosed = false
        var index = 0
        while index < code.count, result.count < limit {
            switch code[index] {
            case UInt8(ascii: "("):
                if parentheses == 0, depth == 0 { candidate = word(before: index, code) ?? candidate }
                parentheses += 1
            case UInt8(ascii: ")"):
                parentheses = max(0, parentheses - 1)
                isClosed = parentheses == 0
            case UInt8(ascii: "{"):
                if depth == 0, isClosed, let candidate {
                    result.insert(String(decoding: code[candidate].drop { $0 == UInt8(ascii: "_") }, as: UTF8.self))
                }
                depth += isLinkage(before: index, code) ? 0 : 1
                parentheses = 0
                candidate = nil
            case UInt8(ascii: "}"): depth = max(0, depth - 1)
            case UInt8(ascii: ";"):
                if parentheses == 0 { (candidate, isClosed) = (nil, false) }
            default: break
            }
            index += 1
        }
        return result
    }

    /// `extern "C" {` opens nothing.
    private static func isLinkage(before index: Int, _ code: [UInt8]) -> Bool {
        let reach = code[max(0, index - 16)..<index]
        return reach.last { !$0.isASCIISpace } == UInt8(ascii: "\"")
    }

    private static func word(before index: Int, _ code: [UInt8]) -> Range<Int>? {
        var end = index
        while end > 0, code[end - 1].isASCIISpace { end -= 1 }
        var start = end
        while start > 0, code[start - 1].isASCIILetterOrDigit || code[start - 1] == UInt8(ascii: "_") { start -= 1 }
        return start < end ? start..<end : nil
    }
}
