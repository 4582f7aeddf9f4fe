import ScanModel

/// Reads build files whose conditions stand on lines of their own: make, Autoconf, CMake, Meson.
struct BuildLineReader {
    typealias Text = BuildFileWords.Text

    private struct Frame {
        var isX86: Bool
        var elseIsX86: Bool
        var isForAnother = false
        /// Whether it is shell's `case`, and whether that asks for the machine.
        var isCase = false
        var asksMachine = false
    }

    private static let statementLimit = 2000
    private static let lineLimit = 4096
    /// Conditions that are nested deeper are no build file's.
    private static let depthLimit = 64
    private static let keywords: NameSet = [
        "if", "ifeq", "ifdef", "ifneq", "ifndef", "elseif", "elif", "else", "else:", "endif", "fi", "case", "esac",
    ]
    /// What a recipe of a makefile may not be taken for: the shell's conditions end within it.
    private static let shellWords: NameSet = ["if", "elif", "else:", "fi", "case", "esac", "elseif"]

    private var reading: BuildStatementReader
    private var frames: [Frame] = []
    private let kind: BuildFileKind
    private let isX86File: Bool
    /// Whether the file stands at the top of the project: what it leaves early is the whole build.
    private let isTop: Bool
    /// Whether the rest of the file is for x86: it has left on all others.
    private var restIsX86 = false
    /// Brackets of Autoconf's macros that are open.
    private var brackets = 0

    static func read(_ bytes: [UInt8], _ kind: BuildFileKind, isX86File: Bool, isTop: Bool) -> BuildFact {
        var reader = BuildLineReader(kind, isX86File, isTop)
        reader.readLines(bytes)
        return reader.reading.fact
    }

    private init(_ kind: BuildFileKind, _ isX86File: Bool, _ isTop: Bool) {
        self.kind = kind
        self.isX86File = isX86File
        self.isTop = isTop
        reading = BuildStatementReader(kind)
    }

    private mutating func readLines(_ bytes: [UInt8]) {
        var statement: [UInt8] = []
        var lines = 0
        var depth = 0
        let hashesAtStart = kind == .make || kind == .autoconf
        var next = 0
        while next <= bytes.count {
            let start = next
            let lineEnd = bytes.span.firstIndex(of: 0x0A, in: start..<bytes.count)
            next = lineEnd + 1
            var end = min(lineEnd, start + Self.lineLimit)
            let hash = bytes.span.firstIndex(of: UInt8(ascii: "#"), in: start..<end)
            if !hashesAtStart || hash == start { end = hash }
            if end > start, bytes[end - 1] == 0x0D { end -= 1 }
            let isJoined = end > start && bytes[end - 1] == UInt8(ascii: "\\")
            if isJoined { end -= 1 }
            let text = bytes[start..<end]
            statement += text
            statement.append(UInt8(ascii: " "))
            lines += 1
            if !hashesAtStart { depth += Self.depth(of: text) }
            guard !isJoined && depth <= 0 || lines > Self.statementLimit else { continue }
            read(statement[...])
            statement.removeAll(keepingCapacity: true)
            lines = 0
            depth = 0
        }
        read(statement[...])
    }

    private static func depth(of text: Text) -> Int {
        text.reduce(0) {
            switch $1 {
            case UInt8(ascii: "("), UInt8(ascii: "["): $0 + 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): $0 - 1
            default: $0
            }
        }
    }

    private mutating func read(_ statement: Text) {
        var trimmed = statement.drop { $0.isASCIISpace }
        guard !trimmed.isEmpty else { return }
        if kind == .autoconf {
            if let behind = readPattern(trimmed) { trimmed = behind.drop { $0.isASCIISpace } }
            if trimmed.isEmpty { return }
        }
        // Automake puts a condition in front of each line: "@am__fastdepCC_TRUE@".
        var command = statement
        while kind == .make, command.first == UInt8(ascii: "@"),
            let mark = command.dropFirst().prefix(80).firstIndex(of: UInt8(ascii: "@"))
        {
            command = command[(mark + 1)...]
        }
        if command.first == 0x09 { trimmed = command }
        let isRecipe = kind == .make && (statement.first == 0x09 || trimmed.first == 0x09)
        trimmed = trimmed.drop { $0.isASCIISpace }
        guard !trimmed.isEmpty else { return }
        let first = trimmed.prefix { !$0.isASCIISpace && $0 != UInt8(ascii: "(") }
        let keyword = first.count <= 6 ? String(decoding: first, as: UTF8.self).lowercased() : ""
        guard Self.keywords.contains(keyword), !(isRecipe && Self.shellWords.contains(keyword)) else {
            return take(trimmed, isRecipe: isRecipe)
        }
        let condition = String(decoding: trimmed.prefix(Self.lineLimit), as: UTF8.self)
        switch keyword {
        case "if", "ifeq", "ifdef":
            // A whole `if` on one line of a script.
            if kind == .autoconf, condition.contains("; fi") { return }
            push(trimmed, isNegated: isNegated(condition))
        case "ifneq":
            // "is not empty" says yes.
            let isNotEmpty = ["(,", ",)", "''", "\"\""].contains { condition.contains($0) }
            push(trimmed, isNegated: !isNotEmpty)
        case "ifndef": push(trimmed, isNegated: true)
        case "elseif", "elif": alternative(trimmed)
        case "else" where condition.contains("if"): alternative(trimmed.dropFirst(4))
        case "else", "else:":
            guard let last = frames.indices.last, !frames[last].isCase else { return }
            frames[last].isX86 = frames[last].elseIsX86
            frames[last].isForAnother = false
        case "case": if kind == .autoconf { openCase(condition) }
        default: _ = frames.popLast()
        }
    }

    private func isNegated(_ condition: String) -> Bool {
        condition.contains("NOT ") || condition.contains("!") || kind == .meson && condition.contains(" not ")
    }

    private mutating func push(_ condition: Text, isNegated: Bool) {
        guard frames.count < Self.depthLimit else { return }
        let isX86 = BuildFileWords.namesX86(condition)
        // Where both must fail, what follows is not x86's alone.
        let isBoth =
            isNegated && ["and", "AND"].contains { String(decoding: condition, as: UTF8.self).contains(" \($0) ") }
        frames.append(
            Frame(
                isX86: isX86 && !isNegated, elseIsX86: isX86 && isNegated && !isBoth,
                isForAnother: !isX86 && !isNegated && BuildFileWords.namesOther(condition)))
    }

    private mutating func alternative(_ condition: Text) {
        guard let last = frames.indices.last else { return }
        frames[last].isX86 = BuildFileWords.namesX86(condition)
        frames[last].elseIsX86 = false
        frames[last].isForAnother = !frames[last].isX86 && BuildFileWords.namesOther(condition)
    }

    // MARK: case

    private static let machines = ["host", "cpu", "target", "build", "arch", "machine", "uname"]

    /// `case $target_cpu in`.
    private mutating func openCase(_ text: String) {
        guard frames.count < Self.depthLimit, !text.contains("esac") else { return }
        let subject = text.prefix(120).lowercased()
        let asks = Self.machines.contains { subject.contains($0) }
        frames.append(Frame(isX86: false, elseIsX86: false, isCase: true, asksMachine: asks))
    }

    /// `i?86|x86_64)` in front of an arm's commands.
    /// - Returns: the commands; nil when it is no arm.
    private mutating func readPattern(_ text: Text) -> Text? {
        guard let last = frames.indices.last, frames[last].isCase else { return nil }
        let head = text.prefix(200)
        guard let end = head.firstIndex(of: UInt8(ascii: ")")) else { return nil }
        let pattern = head[..<end].drop { $0 == UInt8(ascii: "(") }
        guard !pattern.isEmpty, !pattern.contains(where: { "=$`;(".utf8.contains($0) }) else { return nil }
        frames[last].isX86 = frames[last].asksMachine && Self.isForX86(pattern: pattern)
        frames[last].isForAnother = !frames[last].isX86 && BuildFileWords.namesOther(pattern)
        return text[(end + 1)...]
    }

    private static func isForX86(pattern: Text) -> Bool {
        if BuildFileWords.namesX86(pattern) { return true }
        // "i?86-*", "i[3-6]86", "*86".
        let small = String(decoding: pattern, as: UTF8.self).lowercased()
        let isOld = ["?86", "]86", "*86"].contains { small.contains($0) }
        return isOld && MacroHint(small.filter { $0.isLetter || $0.isNumber || "_-".contains($0) }) != .arm64
    }

    // MARK: Other statements

    private mutating func take(_ statement: Text, isRecipe: Bool) {
        if leavesOthers(statement) {
            restIsX86 = true
            reading.fact.x86Folders.insert("")
        }
        reading.isX86 = isX86File || restIsX86 || frames.contains { $0.isX86 }
        reading.isForAnother = frames.contains { $0.isForAnother }
        reading.isConditional = !frames.isEmpty || kind == .autoconf && brackets > 0
        reading.take(statement, isRecipe: isRecipe)
        if kind == .autoconf { count(statement) }
    }

    /// Whether the build file ends here on every other machine than x86, or says that its folder is built there only.
    private func leavesOthers(_ statement: Text) -> Bool {
        guard !isTop else { return false }
        switch kind {
        case .meson:
            if statement.starts(with: "subdir_done(".utf8) { return frames.last?.elseIsX86 ?? false }
            // "build = conf.has('ARCH_X86')"
            let name = statement.prefix { BuildFileWords.isName($0) }
            guard frames.isEmpty, name.elementsEqual("build".utf8) || name.elementsEqual("enabled".utf8) else {
                return false
            }
            let value = statement[name.endIndex...].drop { $0.isASCIISpace }
            let text = String(decoding: value.prefix(Self.lineLimit), as: UTF8.self)
            return value.first == UInt8(ascii: "=") && !isNegated(text) && !text.contains(" or ")
                && BuildFileWords.namesX86(value)
        case .cmake:
            return statement.starts(with: "return(".utf8) && frames.last?.elseIsX86 ?? false
        default: return false
        }
    }

    private mutating func count(_ statement: Text) {
        for byte in statement {
            if byte == UInt8(ascii: "[") { brackets += 1 }
            if byte == UInt8(ascii: "]") { brackets = max(0, brackets - 1) }
        }
    }
}
