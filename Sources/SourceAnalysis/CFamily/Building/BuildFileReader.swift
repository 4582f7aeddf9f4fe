import ScanModel

/// Reads a build file, shallowly, for the sources that it takes on x86 only.
struct BuildFileReader {
    private struct Frame {
        var isX86: Bool
        var elseIsX86: Bool
    }

    private static let endings: Set<String> = [
        "c", "cc", "cpp", "cxx", "o", "lo", "obj", "s", "asm", "m", "mm", "cu", "h", "hpp", "inc",
    ]
    private static let statementLimit = 2000
    private static let patterns = ["wildcard", "GLOB", "glob(", "*.c", "aux_source_directory", "AUX_SOURCE_DIRECTORY"]

    private var fact = BuildFact()
    private var frames: [Frame] = []
    private let kind: BuildFileKind
    /// Whether the whole file is for x86, by its path.
    private let isX86File: Bool
    private let isScript: Bool

    static func read(_ bytes: [UInt8], _ kind: BuildFileKind, path: String) -> BuildFact {
        var reader = BuildFileReader(kind, path)
        reader.fact.takesPatterns = bytes.containsAny(patterns, in: 0..<bytes.count)
        reader.fact.makesCharSigned = bytes.contains("-fsigned-char", in: 0..<bytes.count)
        if kind == .brackets { reader.readBrackets(bytes) } else { reader.readLines(bytes) }
        reader.fact.x86Sources.subtract(reader.fact.plainSources)
        return reader.fact
    }

    private init(_ kind: BuildFileKind, _ path: String) {
        self.kind = kind
        isScript = path.hasSuffix(".py")
        // "Makefile.x86_64" says it behind its dot.
        isX86File = ArchitecturePlace(path.split(separator: ".").joined(separator: "_")).isForX86
    }

    /// A piece of a build file's bytes.
    private typealias Text = ArraySlice<UInt8>

    // MARK: Lines

    private mutating func readLines(_ bytes: [UInt8]) {
        var statement: [UInt8] = []
        var lines = 0
        var depth = 0
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            var text = line.prefix(Self.lineLimit)
            if let hash = text.firstIndex(of: UInt8(ascii: "#")), kind != .make || hash == text.startIndex {
                text = text[..<hash]
            }
            if text.last == 0x0D { text.removeLast() }
            let isJoined = text.last == UInt8(ascii: "\\")
            if isJoined { text.removeLast() }
            statement += text
            statement.append(UInt8(ascii: " "))
            lines += 1
            if kind != .make { depth += Self.depth(of: text) }
            guard !isJoined && depth <= 0 || lines > Self.statementLimit else { continue }
            read(statement[...])
            statement.removeAll(keepingCapacity: true)
            lines = 0
            depth = 0
        }
        read(statement[...])
    }

    private static let lineLimit = 4096
    /// Conditions that are nested deeper are no build file's.
    private static let depthLimit = 64

    private static func depth(of text: Text) -> Int {
        text.reduce(0) {
            switch $1 {
            case UInt8(ascii: "("), UInt8(ascii: "["): $0 + 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): $0 - 1
            default: $0
            }
        }
    }

    private static let keywords: Set<String> = [
        "if", "ifeq", "ifdef", "ifneq", "ifndef", "elseif", "elif", "else", "else:", "endif", "fi",
    ]

    private mutating func read(_ statement: Text) {
        let trimmed = statement.drop { $0.isASCIISpace }
        guard !trimmed.isEmpty else { return }
        let first = trimmed.prefix { !$0.isASCIISpace && $0 != UInt8(ascii: "(") }
        let keyword = first.count <= 6 ? String(decoding: first, as: UTF8.self).lowercased() : ""
        guard Self.keywords.contains(keyword) else { return take(trimmed) }
        let condition = String(decoding: trimmed.prefix(Self.lineLimit), as: UTF8.self)
        switch keyword {
        case "if", "ifeq", "ifdef": push(trimmed, isNegated: condition.contains("NOT ") || condition.contains("!"))
        case "ifneq":
            // "is not empty" says yes.
            let isNotEmpty = ["(,", ",)", "''", "\"\""].contains { condition.contains($0) }
            push(trimmed, isNegated: !isNotEmpty)
        case "ifndef": push(trimmed, isNegated: true)
        case "elseif", "elif": alternative(trimmed)
        case "else" where condition.contains("if"): alternative(trimmed.dropFirst(4))
        case "else", "else:":
            guard let last = frames.indices.last else { return }
            frames[last].isX86 = frames[last].elseIsX86
        default: _ = frames.popLast()
        }
    }

    private mutating func push(_ condition: Text, isNegated: Bool) {
        guard frames.count < Self.depthLimit else { return }
        let isX86 = Self.namesX86(condition)
        frames.append(Frame(isX86: isX86 && !isNegated, elseIsX86: isX86 && isNegated))
    }

    private mutating func alternative(_ condition: Text) {
        guard let last = frames.indices.last else { return }
        frames[last].isX86 = Self.namesX86(condition)
    }

    /// Whether a condition or the name of a list is about x86.
    private static func namesX86(_ text: Text) -> Bool {
        var x86 = false
        for word in text.split(whereSeparator: { !isName($0) }) {
            // A flag is for the compiler of whatever the file is built for.
            guard word.first != UInt8(ascii: "-"), !isSource(word) else { continue }
            switch MacroHint(bytes: word) {
            case .x86: x86 = true
            case .arm64: return false
            case .none, .notX86: continue
            }
        }
        return x86
    }

    private static func isName(_ byte: UInt8) -> Bool {
        byte.isASCIILetterOrDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    /// Whether a word is a source or an object, by its ending.
    private static func isSource(_ word: Text) -> Bool {
        guard let dot = word.lastIndex(of: UInt8(ascii: ".")), dot != word.startIndex else { return false }
        let ending = word[(dot + 1)...]
        // "a.$(SUFFIX)" is an object.
        if ending.first == UInt8(ascii: "$") { return true }
        guard (1...3).contains(ending.count) else { return false }
        return endings.contains(String(decoding: ending, as: UTF8.self).lowercased())
    }

    /// Bytes between words, as bits: those below 64, and those from there on.
    private struct Separators {
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
    private static let flagSeparators = Separators(" \t()[]{}\"',;")
    private static let labelSeparators = Separators(" \t\"',;")

    private static func words(_ text: Text, _ separators: Separators) -> [Text] {
        text.split { separators.contains($0) }
    }

    private mutating func take(_ statement: Text) {
        var isX86 = isX86File || frames.contains { $0.isX86 }
        if Self.mayDefine(statement) { addDefinitions(statement, isX86: isX86) }
        guard statement.contains(UInt8(ascii: ".")) else { return }
        let sources = Self.words(statement, Self.separators).filter { Self.isSource($0) }
        guard !sources.isEmpty else { return }
        if !isX86 {
            // The list's own name and conditions, without the names of the files in it.
            isX86 = Self.words(statement, Self.labelSeparators).contains { word in
                !Self.isSource(word) && word.first != UInt8(ascii: "-") && !word.contains(UInt8(ascii: "/"))
                    && Self.namesX86(word)
            }
        }
        for word in sources { add(word, isX86: isX86) }
    }

    /// Whether "-D" stands anywhere.
    private static func mayDefine(_ statement: Text) -> Bool {
        zip(statement, statement.dropFirst()).contains { $0 == UInt8(ascii: "-") && $1 == UInt8(ascii: "D") }
    }

    /// What is defined outside of any condition is defined for every machine.
    private mutating func addDefinitions(_ statement: Text, isX86: Bool) {
        guard isX86 || frames.isEmpty else { return }
        let words = Self.words(statement, Self.flagSeparators)
        guard words.contains(where: { $0.starts(with: "-D".utf8) }),
            !words.contains(where: { $0.elementsEqual("filter-out".utf8) || $0.elementsEqual("$filter-out".utf8) })
        else { return }
        for word in words where word.starts(with: "-D".utf8) && !word.suffix(2).elementsEqual("=0".utf8) {
            let name = word.dropFirst(2).prefix { $0 != UInt8(ascii: "=") }
            guard name.allSatisfy({ $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "_") }) else { continue }
            if isX86 {
                fact.x86Definitions.insert(NameHash.of(name))
            } else if MacroHint(bytes: name) == .x86 {
                fact.definitions.insert(NameHash.of(name))
            }
        }
    }

    private mutating func add(_ word: Text, isX86: Bool) {
        // "$(srcdir)/a.c" and "../src/a.c" are told by what is behind.
        let parts = word.split(separator: UInt8(ascii: "/"))
        guard let name = parts.last, let dot = name.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else {
            return
        }
        let folders = parts.dropLast().filter { part in
            !part.contains(UInt8(ascii: "$")) && !part.contains(UInt8(ascii: "@"))
                && !part.allSatisfy { $0 == UInt8(ascii: ".") }
        }
        let path = (folders + [name[..<dot]]).map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
        if isX86 { fact.x86Sources.insert(path) } else { fact.plainSources.insert(path) }
    }

    // MARK: Lists within lists

    private mutating func readBrackets(_ bytes: [UInt8]) {
        var open: [Bool] = []
        // What was said in the list so far, for the condition before a bracket.
        var label: [UInt8] = []
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "#"):
                index = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
                continue
            case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "("):
                let text = label.suffix(160)
                let isX86 = Self.namesX86(text) && !text.contains(UInt8(ascii: "!"))
                open.append((open.last ?? false) || isX86)
                label = []
            case UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ")"):
                _ = open.popLast()
                label = []
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                let quote = bytes[index]
                let end = bytes[(index + 1)...].prefix(400).firstIndex { $0 == quote || $0 == 0x0A } ?? index + 1
                let text = bytes[min(index + 1, end)..<end]
                if Self.isSource(text) {
                    let isX86 = isX86File || open.last ?? false
                    // In Python an "if" may stand before it.
                    if isX86 || !isScript { add(text, isX86: isX86) }
                    label = []
                } else {
                    label += bytes[index..<end] + [quote]
                }
                index = end
            case UInt8(ascii: "\n") where open.isEmpty: label = []
            default: label.append(bytes[index])
            }
            if label.count > 4096 { label.removeFirst(3900) }
            index += 1
        }
    }
}
