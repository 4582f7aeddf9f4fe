import ScanModel

/// The words of build files.
enum BuildFileWords {
    /// A piece of a build file's bytes.
    typealias Text = ArraySlice<UInt8>

    private static let endings = [
        "c", "o", "h", "lo", "s", "cc", "cpp", "cxx", "obj", "asm", "m", "mm", "cu", "hpp", "inc",
    ].map { number(of: $0.utf8) }

    /// Up to three letters, whether capital or small, as a number.
    private static func number(of ending: some Sequence<UInt8>) -> UInt32 {
        ending.reduce(0) { $0 << 8 | UInt32($1.lowercasedASCII) }
    }

    /// Whether a condition or the name of a list is about x86.
    static func namesX86(_ text: Text) -> Bool {
        var x86 = false
        var index = text.startIndex
        while index < text.endIndex {
            let start = index
            while index < text.endIndex, isName(text[index]) { index += 1 }
            let word = text[start..<index]
            index += 1
            // A flag is for the compiler of whatever the file is built for.
            guard let first = word.first, first != UInt8(ascii: "-"), !isSource(word) else { continue }
            switch MacroHint(bytes: word) {
            case .x86: x86 = true
            case .arm64: return false
            case .none, .notX86: continue
            }
        }
        return x86
    }

    private static let others = [
        "mips", "powerpc", "ppc", "sparc", "ia64", "riscv", "loongarch", "s390", "alpha", "hppa", "m68k",
    ]

    /// Whether a condition is about a processor that is neither x86 nor arm64.
    static func namesOther(_ text: Text) -> Bool {
        text.prefix(200).split { !$0.isASCIILetterOrDigit }.contains { word in
            let small = String(decoding: word, as: UTF8.self).lowercased()
            return others.contains { small.hasPrefix($0) }
        }
    }

    static func isName(_ byte: UInt8) -> Bool {
        byte.isASCIILetterOrDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    /// Whether a word is a source or an object, by its ending.
    static func isSource(_ word: Text) -> Bool {
        guard let dot = word.lastIndex(of: UInt8(ascii: ".")), dot != word.startIndex else { return false }
        let ending = word[(dot + 1)...]
        // "a.$(SUFFIX)" is an object.
        if ending.first == UInt8(ascii: "$") { return true }
        guard (1...3).contains(ending.count) else { return false }
        return endings.contains(number(of: ending))
    }

    /// Bytes between words, as bits: those below 64, and those from there on.
    struct Separators {
        private var low: UInt64 = 0
        private var high: UInt64 = 0

        init(_ text: StaticString) {
            text.withUTF8Buffer { bytes in
                for byte in bytes where byte < 64 { low |= 1 << UInt64(byte) }
                for byte in bytes where byte >= 64 { high |= 1 << UInt64(byte & 63) }
            }
        }

        func contains(_ byte: UInt8) -> Bool {
            byte < 0x80 && ((byte < 64 ? low : high) >> UInt64(byte & 63)) & 1 != 0
        }
    }

    private static let separators = Separators(" \t()[]{}\"',;:=<>+")
    static let flagSeparators = Separators(" \t()[]{}\"',;")
    static let labelSeparators = Separators(" \t\"',;")

    static func words(_ text: Text, _ separators: Separators) -> [Text] {
        text.split { separators.contains($0) }
    }

    /// Whether a word passes a test: the words that ``words(_:_:)`` gives, without a list of them.
    static func hasWord(in text: Text, _ separators: Separators, where test: (Text) -> Bool) -> Bool {
        var index = text.startIndex
        while index < text.endIndex {
            let start = index
            while index < text.endIndex, !separators.contains(text[index]) { index += 1 }
            if index > start, test(text[start..<index]) { return true }
            index += 1
        }
        return false
    }

    /// The words that are sources or objects. Most statements have none, for want of a dot.
    static func sources(in text: Text) -> [Text] {
        let bytes = text.span
        var sources: [Text] = []
        var index = text.startIndex
        while true {
            let dot =
                text.startIndex
                + bytes.firstIndex(
                    of: UInt8(ascii: "."), in: (index - text.startIndex)..<bytes.count)
            guard dot < text.endIndex else { return sources }
            var start = dot
            while start > index, !separators.contains(text[start - 1]) { start -= 1 }
            var end = dot + 1
            while end < text.endIndex, !separators.contains(text[end]) { end += 1 }
            if isSource(text[start..<end]) { sources.append(text[start..<end]) }
            index = end
        }
    }

    /// A source's path without its ending, as far as the build file knows it: "$(srcdir)/a.c" and "../src/a.c" are told
    /// by what is behind.
    static func source(_ word: Text) -> String? {
        let slash = UInt8(ascii: "/")
        guard let end = word.lastIndex(where: { $0 != slash }) else { return nil }
        let start = word[...end].lastIndex(of: slash).map { $0 + 1 } ?? word.startIndex
        guard let dot = word[start...end].lastIndex(of: UInt8(ascii: ".")), dot != start else { return nil }
        if isPlainPath(word) { return String(decoding: word[..<dot], as: UTF8.self) }
        var path: [UInt8] = []
        path.reserveCapacity(word.count)
        var index = word.startIndex
        while index < start {
            let part = word[index..<start].prefix { $0 != slash }
            if part.contains(where: { $0 != UInt8(ascii: ".") }), !part.contains(UInt8(ascii: "$")),
                !part.contains(UInt8(ascii: "@"))
            {
                path += part
                path.append(slash)
            }
            index = part.endIndex + 1
        }
        path += word[start..<dot]
        return String(decoding: path, as: UTF8.self)
    }

    /// Whether every part of a path stays as it is: none is a variable, empty, or made of dots.
    private static func isPlainPath(_ word: Text) -> Bool {
        var before = UInt8(ascii: "/")
        for byte in word {
            switch byte {
            case UInt8(ascii: "$"), UInt8(ascii: "@"): return false
            case UInt8(ascii: "/"):
                if before == UInt8(ascii: "/") || before == UInt8(ascii: ".") { return false }
            default: break
            }
            before = byte
        }
        return before != UInt8(ascii: "/")
    }

    /// The path of a folder below the build file's own; nil for what is none, or lies elsewhere.
    static func folder(_ word: Text) -> String? {
        guard !word.isEmpty, word.allSatisfy({ isName($0) || $0 == UInt8(ascii: "/") }),
            word.contains(where: { $0.isASCIILetterOrDigit })
        else { return nil }
        let parts = word.split(separator: UInt8(ascii: "/")).filter { !$0.elementsEqual(".".utf8) }
        guard !parts.isEmpty, !parts.contains(where: { $0.elementsEqual("..".utf8) }) else { return nil }
        return parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
    }
}
