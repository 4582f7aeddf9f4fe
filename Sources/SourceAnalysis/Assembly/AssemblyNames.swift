import ScanModel

/// The names in lines of assembly that export or include something.
enum AssemblyNames {
    private static let listLimit = 16

    /// `.globl name`, `global name:function`, `cglobal name, 4, 5`, `ENTRY(name)`, as hashes.
    /// - Parameter isList: whether more than one name may stand there.
    static func exports(_ bytes: Span<UInt8>, _ line: Range<Int>, isList: Bool) -> [UInt64] {
        var result: [UInt64] = []
        var start = line.lowerBound
        while start < line.upperBound, !isBlank(bytes[start]), bytes[start] != UInt8(ascii: "(") { start += 1 }
        var parts = 0
        while start < line.upperBound, parts < (isList ? listLimit : 1) {
            let end = bytes.firstIndex(of: UInt8(ascii: ","), in: start..<line.upperBound)
            if end > start {
                parts += 1
                if let name = innermostName(bytes, start..<end) { result.append(name) }
            }
            start = end + 1
        }
        return result
    }

    /// `C_LABEL(name)`, `_name`, `name:function`.
    private static func innermostName(_ bytes: Span<UInt8>, _ part: Range<Int>) -> UInt64? {
        var end = part.upperBound
        while end > part.lowerBound, bytes[end - 1] == UInt8(ascii: "(") { end -= 1 }
        var start = end
        while start > part.lowerBound, bytes[start - 1] != UInt8(ascii: "(") { start -= 1 }
        while start < end, isBlank(bytes[start]) { start += 1 }
        while start < end, bytes[start] == UInt8(ascii: "_") { start += 1 }
        var last = start
        while last < end, bytes[last].isASCIILetterOrDigit || bytes[last] == UInt8(ascii: "_") { last += 1 }
        return start < last ? bytes.hash(start..<last) : nil
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// `%include "common/macros.asm"`: the name without folder, in small letters.
    static func included(_ bytes: Span<UInt8>, _ line: Range<Int>) -> String? {
        let parts = bytes.bytes(line).split { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
        guard parts.count > 1 else { return nil }
        let name = parts[1].split(separator: UInt8(ascii: "/")).last ?? parts[1]
        return String(decoding: name, as: UTF8.self).lowercased()
    }
}
