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

    // MARK: Lines

    private mutating func readLines(_ bytes: [UInt8]) {
        var statement = ""
        var lines = 0
        var depth = 0
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            var text = String(decoding: line.prefix(4096), as: UTF8.self)
            if let hash = text.firstIndex(of: "#"), kind != .make || hash == text.startIndex {
                text = String(text[..<hash])
            }
            if text.hasSuffix("\r") { text.removeLast() }
            let isJoined = text.hasSuffix("\\")
            statement += isJoined ? text.dropLast() + " " : text + " "
            lines += 1
            depth += kind == .make ? 0 : Self.depth(of: text)
            let isOpen = depth > 0
            guard !isJoined && !isOpen || lines > Self.statementLimit else { continue }
            read(statement)
            statement = ""
            lines = 0
            depth = 0
        }
        read(statement)
    }

    private static func depth(of text: String) -> Int {
        text.utf8.reduce(0) {
            switch $1 {
            case UInt8(ascii: "("), UInt8(ascii: "["): $0 + 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): $0 - 1
            default: $0
            }
        }
    }

    private mutating func read(_ statement: String) {
        let trimmed = statement.drop { $0 == " " || $0 == "\t" }
        let first = Substring(trimmed.utf8.prefix { !" \t(".utf8.contains($0) }).lowercased()
        guard !trimmed.isEmpty else { return }
        switch first {
        case "if", "ifeq", "ifdef": push(trimmed, isNegated: trimmed.contains("NOT ") || trimmed.contains("!"))
        case "ifneq":
            push(
                trimmed,
                isNegated:
                    !(trimmed.contains("(,") || trimmed.contains(",)") || trimmed.contains("''")
                    || trimmed.contains("\"\"")))
        case "ifndef": push(trimmed, isNegated: true)
        case "elseif", "elif": alternative(trimmed)
        case "else" where trimmed.contains("if"): alternative(trimmed.dropFirst(4))
        case "else", "else:":
            guard let last = frames.indices.last else { return }
            frames[last].isX86 = frames[last].elseIsX86
        case "endif", "fi": _ = frames.popLast()
        default: take(trimmed)
        }
    }

    private mutating func push(_ condition: Substring, isNegated: Bool) {
        let isX86 = Self.namesX86(condition)
        frames.append(Frame(isX86: isX86 && !isNegated, elseIsX86: isX86 && isNegated))
    }

    private mutating func alternative(_ condition: Substring) {
        guard let last = frames.indices.last else { return }
        frames[last].isX86 = Self.namesX86(condition)
    }

    private static func namesX86(_ text: some StringProtocol) -> Bool {
        var x86 = false
        let words = Substring(text).utf8.split {
            !($0.isASCIILetterOrDigit || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "."))
        }
        for word in words.map({ Substring($0) }) {
            // A flag is for the compiler of whatever the file is built for.
            guard !word.hasPrefix("-"), endingOf(word) == nil else { continue }
            switch MacroHint(word) {
            case .x86: x86 = true
            case .arm64: return false
            case .none, .notX86: continue
            }
        }
        return x86
    }

    /// The ending of a source or an object; nil for another word.
    private static func endingOf(_ word: Substring) -> String? {
        guard let dot = word.utf8.lastIndex(of: UInt8(ascii: ".")), dot != word.startIndex else { return nil }
        let ending = word[word.utf8.index(after: dot)...]
        // "a.$(SUFFIX)" is an object.
        if ending.utf8.first == UInt8(ascii: "$") { return "o" }
        guard ending.utf8.count <= 3 else { return nil }
        let name = ending.lowercased()
        return endings.contains(name) ? name : nil
    }

    private mutating func take(_ statement: Substring) {
        let words = Self.split(statement, " \t()[]{}\"',;:=<>+")
        var isX86 = isX86File || frames.contains { $0.isX86 }
        addDefinitions(statement, isX86: isX86)
        guard words.contains(where: { Self.endingOf($0) != nil }) else { return }
        if !isX86 { isX86 = Self.namesX86(Self.withoutPaths(statement)) }
        for word in words where Self.endingOf(word) != nil { add(word, isX86: isX86) }
    }

    /// A list's own name and conditions, without the names of the files in it.
    private static func withoutPaths(_ statement: Substring) -> String {
        split(statement, " \t\"',;").filter { endingOf($0) == nil && !$0.hasPrefix("-") }
            .filter { !$0.contains("/") }.joined(separator: " ")
    }

    /// What is defined outside of any condition is defined for every machine.
    private mutating func addDefinitions(_ statement: Substring, isX86: Bool) {
        guard isX86 || frames.isEmpty, statement.contains("-D"), !statement.contains("filter-out") else { return }
        for word in Self.split(statement, " \t()[]{}\"',;") where word.hasPrefix("-D") && !word.hasSuffix("=0") {
            let name = word.dropFirst(2).prefix { $0 != "=" }
            guard name.utf8.allSatisfy({ $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "_") }) else { continue }
            if isX86 {
                fact.x86Definitions.insert(NameHash.of(name.utf8))
            } else if MacroHint(name) == .x86 {
                fact.definitions.insert(NameHash.of(name.utf8))
            }
        }
    }

    private static func split(_ text: some StringProtocol, _ separators: StaticString) -> [Substring] {
        separators.withUTF8Buffer { separators in
            Substring(text).utf8.split { separators.contains($0) }.map { Substring($0) }
        }
    }

    private mutating func add(_ word: Substring, isX86: Bool) {
        // "$(srcdir)/a.c" and "../src/a.c" are told by what is behind.
        let parts = word.split(separator: "/")
        guard let name = parts.last, let dot = name.lastIndex(of: "."), dot != name.startIndex else { return }
        let folders = parts.dropLast().filter { !$0.contains("$") && $0 != ".." && $0 != "." && !$0.contains("@") }
        let path = (folders + [name[..<dot]]).joined(separator: "/")
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
                let text = String(decoding: label.suffix(160), as: UTF8.self)
                if open.count < 200 { open.append((open.last ?? false) || Self.namesX86(text) && !text.contains("!=")) }
                label = []
            case UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ")"):
                _ = open.popLast()
                label = []
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                let quote = bytes[index]
                let end = bytes[(index + 1)...].prefix(400).firstIndex { $0 == quote || $0 == 0x0A } ?? index + 1
                let text = Substring(decoding: bytes[min(index + 1, end)..<end], as: UTF8.self)
                if Self.endingOf(text) != nil {
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
