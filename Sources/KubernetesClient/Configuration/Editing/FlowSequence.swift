/// A list in brackets, as YAML and JSON have it: where its elements stand in the text. Only quotes, brackets, commas and
/// comments are understood, which is as much as an edit needs; who edits reads the result again.
struct FlowSequence {
    /// The bytes of each element, without what is around it.
    private(set) var elements: [Range<Int>] = []

    /// - Parameters:
    ///   - bytes: a text.
    ///   - start: where its opening bracket stands.
    /// - Returns: nil when no bracket closes it.
    init?(_ bytes: [UInt8], at start: Int) {
        var depth = 0
        var element: Range<Int>?
        var index = start
        while index < bytes.count {
            let end = Self.end(ofTokenAt: index, in: bytes)
            defer { index = end }
            switch bytes[index] {
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                if depth == 1 { continue }
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
            case UInt8(ascii: ",") where depth == 1:
                if let element { elements.append(element) }
                element = nil
                continue
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): continue
            case UInt8(ascii: "#") where Self.isSpace(bytes[index - 1]): continue
            default: break
            }
            guard depth > 0 else {
                if let element { elements.append(element) }
                return
            }
            element = (element?.lowerBound ?? index)..<end
        }
        return nil
    }

    private static func isSpace(_ byte: UInt8) -> Bool { " \t\r\n".utf8.contains(byte) }

    /// Where a quoted text or a comment ends that begins here; the next byte for everything else.
    private static func end(ofTokenAt index: Int, in bytes: [UInt8]) -> Int {
        let byte = bytes[index]
        // In the middle of a plain text these are characters like others.
        let isFirst = index == 0 || isSpace(bytes[index - 1]) || "[{,:".utf8.contains(bytes[index - 1])
        guard isFirst else { return index + 1 }
        var end = index + 1
        switch byte {
        case UInt8(ascii: "#") where index > 0 && isSpace(bytes[index - 1]):
            while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        case UInt8(ascii: "\""):
            while end < bytes.count, bytes[end] != byte { end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1 }
            end += 1
        case UInt8(ascii: "'"):
            // Two of them are one within the text.
            while end < bytes.count, bytes[end] != byte || (end + 1 < bytes.count && bytes[end + 1] == byte) {
                end += bytes[end] == byte ? 2 : 1
            }
            end += 1
        default: break
        }
        return min(end, bytes.count)
    }
}
