import Glibc
import ScanModel

/// Takes a file apart into tokens: comments dropped, lines joined, in one pass.
///
/// It reads memory directly, for every byte of a file passes through it: all places are compared with the file's end.
struct CLexer {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0
    private let words = CWord.Table.shared
    /// Where what matters between directives stands next, for ``skipDeadLines()``.
    private var nextSlash = NextPlace(UInt8(ascii: "/"))
    private var nextBackslash = NextPlace(UInt8(ascii: "\\"))
    private var nextHash = NextPlace(UInt8(ascii: "#"))

    /// - Parameter bytes: must outlive the lexer.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        // A byte order mark.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// The next token; the region is the one that is current when it is kept.
    mutating func next(region: Int32) -> CToken {
        while position < bytes.count {
            let start = position
            switch bytes[start] {
            case 0x0A:
                position += 1
                return token(.newline, start, region)
            case 0x20:
                // Lines begin with many of them.
                repeat { position += 1 } while position < bytes.count && bytes[position] == 0x20
            case 0x09, 0x0B, 0x0C, 0x0D: position += 1
            case UInt8(ascii: "\\") where continuation(at: start) > 0: position += continuation(at: start)
            case UInt8(ascii: "/") where byte(start + 1) == UInt8(ascii: "/"): skipLineComment()
            case UInt8(ascii: "/") where byte(start + 1) == UInt8(ascii: "*"): skipBlockComment()
            case UInt8(ascii: "\""):
                skipQuoted()
                return token(.string, start, region)
            case UInt8(ascii: "'"):
                skipQuoted()
                return token(.character, start, region)
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                skipNumber()
                return token(.number, start, region)
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
                UInt8(ascii: "$"), 0x80...0xFF:
                return identifier(region)
            default:
                position += 1
                return token(.punctuation, start, region)
            }
        }
        return token(.endOfFile, bytes.count, region)
    }

    /// Goes over lines that are not compiled, up to the next line that begins with `#`; stands at a line's beginning.
    mutating func skipDeadLines() {
        while position < bytes.count {
            // Up to there no comment begins, and every line's end is one.
            let end = min(nextSlash.place(from: position, in: bytes), nextBackslash.place(from: position, in: bytes))
            if skipPlainLines(to: end) { return }
            while position < bytes.count, bytes[position].isASCIISpace { position += 1 }
            if byte(position) == UInt8(ascii: "#") { return }
            skipDeadLine()
        }
    }

    /// Goes over lines up to the one that a place is in.
    /// - Returns: whether one of them begins with `#`, and that is where it stands now.
    private mutating func skipPlainLines(to end: Int) -> Bool {
        var hash = nextHash.place(from: position, in: bytes)
        while hash < end {
            if lineBegins(at: hash) {
                position = hash
                return true
            }
            hash = nextHash.place(from: hash + 1, in: bytes)
        }
        var start = end
        if end < bytes.count {
            while start > position, bytes[start - 1] != 0x0A { start -= 1 }
        }
        position = start
        return false
    }

    /// Whether nothing but spaces stands before a place in its line.
    private func lineBegins(at place: Int) -> Bool {
        var index = place
        while index > position, bytes[index - 1] != 0x0A {
            index -= 1
            guard bytes[index].isASCIISpace else { return false }
        }
        return true
    }

    private mutating func skipDeadLine() {
        while position < bytes.count {
            let byte = bytes[position]
            guard Self.matters(byte) else {
                position += 1
                continue
            }
            switch byte {
            case 0x0A:
                position += 1
                return
            case UInt8(ascii: "\\"): position += max(1, continuation(at: position))
            case UInt8(ascii: "/") where self.byte(position + 1) == UInt8(ascii: "/"): skipLineComment()
            case UInt8(ascii: "/") where self.byte(position + 1) == UInt8(ascii: "*"): skipBlockComment()
            case UInt8(ascii: "\""): skipQuoted()
            case UInt8(ascii: "'"): position = min(position + max(1, characterLength(at: position)), bytes.count)
            default: position += 1
            }
        }
    }

    /// Whether a byte does something in a line that is not compiled: ends it, or begins what may go over its end.
    @inline(__always) private static func matters(_ byte: UInt8) -> Bool {
        if byte >= 64 { return byte == UInt8(ascii: "\\") }
        // The line's end, both quotes, and the slash.
        return (0x0000_8084_0000_0400 as UInt64 >> UInt64(byte)) & 1 != 0
    }

    /// How long `'x'` or `'\\x'` is. Other apostrophes are left alone: what is not compiled is often prose.
    private func characterLength(at start: Int) -> Int {
        if byte(start + 1) == UInt8(ascii: "\\") { return byte(start + 3) == UInt8(ascii: "'") ? 4 : 0 }
        return byte(start + 2) == UInt8(ascii: "'") ? 3 : 0
    }

    private func token(_ kind: CToken.Kind, _ start: Int, _ region: Int32) -> CToken {
        CToken(start: Int32(start), end: Int32(position), region: region, kind: kind, word: .other)
    }

    private func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

    /// How long a backslash with its line's end is; 0 when it is none.
    private func continuation(at index: Int) -> Int {
        guard byte(index) == UInt8(ascii: "\\") else { return 0 }
        if byte(index + 1) == 0x0A { return 2 }
        return byte(index + 1) == 0x0D && byte(index + 2) == 0x0A ? 3 : 0
    }

    private mutating func skipLineComment() {
        while let end = next(0x0A, from: position) {
            position = end
            let isJoined =
                bytes[end - 1] == UInt8(ascii: "\\") || bytes[end - 1] == 0x0D && bytes[end - 2] == UInt8(ascii: "\\")
            guard isJoined else { return }
            position += 1
        }
        position = bytes.count
    }

    private mutating func skipBlockComment() {
        position += 2
        while let star = next(UInt8(ascii: "*"), from: position) {
            position = star + 1
            if byte(position) == UInt8(ascii: "/") {
                position += 1
                return
            }
        }
        position = max(position, bytes.count)
    }

    /// Where a byte stands next.
    private func next(_ byte: UInt8, from start: Int) -> Int? { bytes.place(of: byte, from: start) }

    /// A string or a character, to its end or its line's.
    private mutating func skipQuoted() {
        let quote = bytes[position]
        position += 1
        while position < bytes.count, bytes[position] != 0x0A {
            if bytes[position] == quote {
                position += 1
                return
            }
            // What is behind a backslash ends nothing.
            position += bytes[position] == UInt8(ascii: "\\") ? max(2, continuation(at: position)) : 1
        }
        position = min(position, bytes.count)
    }

    private mutating func skipNumber() {
        while position < bytes.count {
            let byte = bytes[position]
            let joins =
                byte.isASCIILetterOrDigit || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
                || (byte == UInt8(ascii: "'") && self.byte(position + 1).isASCIILetterOrDigit)
            let isExponent =
                (byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+"))
                && bytes[position - 1] | 0x20 == UInt8(ascii: "e")
                && !isHexadecimal(endingAt: position)
            guard joins || isExponent else { return }
            position += 1
        }
    }

    /// `0x1e+2` is a sum.
    private func isHexadecimal(endingAt end: Int) -> Bool {
        bytes[max(0, end - 20)..<end].contains { $0 | 0x20 == UInt8(ascii: "x") }
    }

    private mutating func identifier(_ region: Int32) -> CToken {
        let start = position
        var end = start
        var hash = NameHash.seed
        while end < bytes.count {
            let byte = bytes[end]
            // Most are letters.
            guard (byte | 0x20) &- UInt8(ascii: "a") < 26 || CWord.isPart(byte) else { break }
            hash = NameHash.adding(byte, to: hash)
            end &+= 1
        }
        position = end
        if byte(position) == UInt8(ascii: "\""), isRawPrefix(start..<position) {
            skipRawString()
            return token(.string, start, region)
        }
        return CToken(
            start: Int32(start), end: Int32(position), region: region, kind: .identifier,
            word: words.word(hash: hash, bytes, start..<position))
    }

    private func isRawPrefix(_ range: Range<Int>) -> Bool {
        guard range.count <= 3, bytes[range.upperBound - 1] == UInt8(ascii: "R") else { return false }
        return ["R", "LR", "uR", "UR", "u8R"].contains { bytes[range].elementsEqual($0.utf8) }
    }

    private mutating func skipRawString() {
        var open = position + 1
        while open < bytes.count, open - position < 18, bytes[open] != UInt8(ascii: "(") { open += 1 }
        let closing = [UInt8(ascii: ")")] + bytes[min(position + 1, open)..<open] + [UInt8(ascii: "\"")]
        position = min(open + 1, bytes.count)
        while position < bytes.count {
            if bytes[position] == closing[0], bytes[position...].starts(with: closing) {
                position += closing.count
                return
            }
            position += 1
        }
    }
}
