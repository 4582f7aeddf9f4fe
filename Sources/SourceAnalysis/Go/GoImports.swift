import Glibc
import ScanModel

/// What a Go file imports, by its beginning: nothing but comments and the package's name stands in front of that.
struct GoImports: Sendable {
    /// Hashes of the paths.
    private var paths: [UInt32] = []

    /// - Parameter bytes: a file's text.
    /// - Returns: nil when it is written in a way that takes a whole reading to understand.
    init?(_ bytes: UnsafeRawBufferPointer) {
        var cursor = Cursor(bytes: bytes)
        while cursor.skipSpaceAndComments() {
            switch cursor.word() {
            case Self.packageWord:
                guard cursor.skipPlainLine() else { return nil }
            case Self.importWord:
                guard let found = cursor.imports() else { return nil }
                paths += found.map { Self.hash(of: $0) }
            case let word where Self.others.contains(word): return
            default: return nil
            }
        }
    }

    static func hash(of path: some Sequence<UInt8>) -> UInt32 {
        WordSet.mixed(WordSet.hash(path), .imported)
    }

    func hasAny(of hashes: Set<UInt32>) -> Bool { paths.contains { hashes.contains($0) } }

    private static let packageWord = NameHash.of("package".utf8)
    private static let importWord = NameHash.of("import".utf8)
    /// What declarations begin with that stand behind the imports.
    private static let others = Set(["func", "var", "const", "type"].map { NameHash.of($0.utf8) })

    /// A place in the text that goes forward.
    private struct Cursor {
        let bytes: UnsafeRawBufferPointer
        var index = 0

        private func byte(at index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

        /// - Returns: whether something is left.
        mutating func skipSpaceAndComments() -> Bool {
            while index < bytes.count {
                let byte = bytes[index]
                if byte.isASCIISpace {
                    index += 1
                } else if byte == UInt8(ascii: "/"), self.byte(at: index + 1) == UInt8(ascii: "/") {
                    skipLine()
                } else if byte == UInt8(ascii: "/"), self.byte(at: index + 1) == UInt8(ascii: "*") {
                    skipBlock()
                } else {
                    return true
                }
            }
            return false
        }

        private func place(of byte: UInt8, from start: Int) -> Int? {
            guard let base = bytes.baseAddress, start < bytes.count else { return nil }
            return memchr(base + start, Int32(byte), bytes.count - start).map { UnsafeRawPointer($0) - base }
        }

        private mutating func skipLine() { index = place(of: UInt8(ascii: "\n"), from: index) ?? bytes.count }

        private mutating func skipBlock() {
            index += 2
            while let star = place(of: UInt8(ascii: "*"), from: index) {
                index = star + 1
                if byte(at: index) == UInt8(ascii: "/") {
                    index += 1
                    return
                }
            }
            index = bytes.count
        }

        /// The hash of the word that begins here, and goes behind it.
        mutating func word() -> UInt64 {
            var hash = NameHash.seed
            while index < bytes.count, bytes[index].isASCIILetterOrDigit || bytes[index] == UInt8(ascii: "_") {
                hash = NameHash.adding(bytes[index], to: hash)
                index += 1
            }
            return hash
        }

        /// Goes behind the line, in which nothing but a name and a comment may stand.
        mutating func skipPlainLine() -> Bool {
            while index < bytes.count, bytes[index] != UInt8(ascii: "\n") {
                if bytes[index] == UInt8(ascii: ";") { return false }
                if bytes[index] == UInt8(ascii: "/") {
                    guard byte(at: index + 1) == UInt8(ascii: "/") else { return false }
                    skipLine()
                    return true
                }
                index += 1
            }
            return true
        }

        /// What stands behind the word `import`: one path, or several in parentheses.
        mutating func imports() -> [Slice<UnsafeRawBufferPointer>]? {
            var found: [Slice<UnsafeRawBufferPointer>] = []
            guard skipSpaceAndComments() else { return nil }
            let isGroup = bytes[index] == UInt8(ascii: "(")
            if isGroup { index += 1 }
            while skipSpaceAndComments() {
                if isGroup, bytes[index] == UInt8(ascii: ")") {
                    index += 1
                    return skipPlainLine() ? found : nil
                }
                guard let path = path() else { return nil }
                found.append(path)
                if !isGroup { return skipPlainLine() ? found : nil }
            }
            return nil
        }

        /// A path in quotes, and the name in front of it.
        private mutating func path() -> Slice<UnsafeRawBufferPointer>? {
            if bytes[index] == UInt8(ascii: ".") { index += 1 } else { _ = word() }
            while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
            guard byte(at: index) == UInt8(ascii: "\""), let end = place(of: UInt8(ascii: "\""), from: index + 1)
            else { return nil }
            let path = bytes[(index + 1)..<end]
            index = end + 1
            return path
        }
    }
}
