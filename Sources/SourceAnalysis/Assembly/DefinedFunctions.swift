import ScanModel

/// The functions that a C file defines: names in front of `(…) {` at the top level.
struct DefinedFunctions {
    private static let limit = 4096

    /// The text; what comments were so far is spaces.
    private var code: [UInt8]
    private var found: Set<UInt64> = []
    private var depth = 0
    private var parentheses = 0
    private var candidate: Range<Int>?
    private var isClosed = false

    /// Hashes of the names.
    static func names(_ bytes: [UInt8]) -> Set<UInt64> {
        var functions = Self(code: bytes)
        functions.read(bytes)
        return functions.found
    }

    private init(code: [UInt8]) { self.code = code }

    /// Bytes that ``read(_:)`` stops at: outside of functions, and within them.
    private static let marks = isMark("(){};\"'/")
    private static let marksWithin = isMark("{}\"'/")

    private static func isMark(_ marks: String) -> [Bool] { (0...UInt8.max).map { marks.utf8.contains($0) } }

    private static func nextMark(
        in bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ isMark: UnsafeBufferPointer<Bool>
    ) -> Int {
        var index = start
        while index < bytes.count, !isMark[Int(bytes[index])] { index &+= 1 }
        return index
    }

    private mutating func read(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { buffer in
            Self.marks.withUnsafeBufferPointer { outside in
                Self.marksWithin.withUnsafeBufferPointer { within in read(bytes, buffer, outside, within) }
            }
        }
    }

    private mutating func read(
        _ bytes: [UInt8], _ buffer: UnsafeBufferPointer<UInt8>, _ outside: UnsafeBufferPointer<Bool>,
        _ within: UnsafeBufferPointer<Bool>
    ) {
        var index = 0
        /// No comment begins in a string; parentheses in it do count.
        var endOfString = 0
        while found.count < Self.limit {
            index = Self.nextMark(in: buffer, from: index, depth == 0 ? outside : within)
            guard index < bytes.count else { return }
            switch bytes[index] {
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                if index >= endOfString { endOfString = Self.endOfString(bytes, index) }
            case UInt8(ascii: "/"):
                if index >= endOfString, let end = CommentBlanking.endOfSlashComment(bytes, at: index) {
                    if depth == 0 { CommentBlanking.blank(&code, index..<end) }
                    index = end
                    continue
                }
            default: take(bytes[index], at: index)
            }
            index += 1
        }
    }

    private mutating func take(_ mark: UInt8, at index: Int) {
        switch mark {
        case UInt8(ascii: "("):
            if parentheses == 0, depth == 0 { candidate = word(before: index) ?? candidate }
            parentheses += 1
        case UInt8(ascii: ")"):
            parentheses = max(0, parentheses - 1)
            isClosed = parentheses == 0
        case UInt8(ascii: "{"):
            if depth == 0, isClosed, let candidate {
                found.insert(NameHash.of(code[candidate].drop { $0 == UInt8(ascii: "_") }))
            }
            depth += isLinkage(before: index) ? 0 : 1
            parentheses = 0
            candidate = nil
        case UInt8(ascii: "}"): depth = max(0, depth - 1)
        default: if parentheses == 0 { (candidate, isClosed) = (nil, false) }
        }
    }

    /// `extern "C" {` opens nothing.
    private func isLinkage(before index: Int) -> Bool {
        let reach = code[max(0, index - 16)..<index]
        return reach.last { !$0.isASCIISpace } == UInt8(ascii: "\"")
    }

    private func word(before index: Int) -> Range<Int>? {
        var end = index
        while end > 0, code[end - 1].isASCIISpace { end -= 1 }
        var start = end
        while start > 0, code[start - 1].isASCIILetterOrDigit || code[start - 1] == UInt8(ascii: "_") { start -= 1 }
        return start < end ? start..<end : nil
    }

    /// Where a string ends; at the end of its line at the latest, but for one in three quotes.
    private static func endOfString(_ bytes: [UInt8], _ start: Int) -> Int {
        let quote = bytes[start]
        if start + 2 < bytes.count, bytes[start + 1] == quote, bytes[start + 2] == quote {
            let text = quote == UInt8(ascii: "\"") ? "\"\"\"" : "'''"
            return bytes.firstIndex(of: text, in: (start + 3)..<bytes.count).map { $0 + 3 } ?? bytes.count
        }
        var index = start + 1
        while index < bytes.count, bytes[index] != quote, bytes[index] != UInt8(ascii: "\n") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index + 1, bytes.count)
    }
}
