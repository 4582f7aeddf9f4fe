import ScanModel

/// Which sources a build file names under a condition on the architecture, or on assembly being wanted at all.
struct BuildConditions {
    private static let lineLimit = 1024
    /// How far above a source the line is looked for that it is indented under.
    private static let linesAbove = 60

    private let text: SourceText
    /// The bytes of each line, without its end.
    private let lines: [Range<Int>]
    /// Whether only `if` and the keys of tables are conditions, whatever else names x86.
    private let isPython: Bool
    /// For each condition that is open whether it is on the architecture.
    private var open: [Bool] = []
    private var found: Set<String> = []

    /// - Returns: names without folder and ending, in small letters.
    static func conditionalSources(_ text: SourceText, isPython: Bool = false) -> Set<String> {
        var conditions = Self(text: text, isPython: isPython)
        for number in conditions.lines.indices { conditions.read(number) }
        return conditions.found
    }

    private init(text: SourceText, isPython: Bool) {
        self.text = text
        lines = text.lineRanges
        self.isPython = isPython
    }

    private mutating func read(_ number: Int) {
        let range = lines[number]
        guard range.count <= Self.lineLimit else { return }
        if let keyword = BuildKeyword(text.bytes, range) { follow(keyword, range) }
        for beginning in BuildSources.chosen(in: text.bytes, range) { found.insert(beginning + "*") }
        let sources = BuildSources.sources(in: text.bytes, range)
        guard !sources.isEmpty, !BuildSources.isAssemblerCommand(text.bytes, range) else { return }
        guard open.contains(true) || isConditional(range, but: sources) || isUnderCondition(number) else { return }
        for source in sources {
            let name = text.bytes[BuildSources.name(text.bytes, source.stem)]
            found.insert(String(decoding: name, as: UTF8.self).lowercased())
        }
    }

    /// Whether a line is about an architecture, apart from the sources that it names.
    private func isConditional(_ line: Range<Int>, but sources: [BuildSources.Source]) -> Bool {
        if isPython, !asks(line) { return false }
        var start = line.lowerBound
        for source in sources where source.whole.lowerBound >= start {
            if BuildWords.nameArchitecture(text.bytes[start..<source.whole.lowerBound]) { return true }
            start = source.whole.upperBound
        }
        return BuildWords.nameArchitecture(text.bytes[start..<line.upperBound])
    }

    /// Keeps count of `if … endif` in CMake, make, Meson and shell.
    private mutating func follow(_ keyword: BuildKeyword, _ range: Range<Int>) {
        switch keyword {
        case .opens: open.append(namesArchitecture(range))
        case .turns:
            // The other side of a condition on the architecture is one too.
            if let last = open.popLast() { open.append(last || namesArchitecture(range)) }
        case .closes: _ = open.popLast()
        }
    }

    /// Whether a line further up, with less in front of it, is about an architecture: Python, Meson, Bazel, CMake.
    private func isUnderCondition(_ number: Int) -> Bool {
        var least = indentation(lines[number])
        for above in stride(from: number - 1, through: max(0, number - Self.linesAbove), by: -1) where least > 0 {
            let range = lines[above]
            let indentation = indentation(range)
            guard indentation < least, range.count <= Self.lineLimit, indentation < range.count else { continue }
            least = indentation
            if !isPython || asks(range), namesArchitecture(range) { return true }
        }
        return false
    }

    /// Whether a line of Python asks for something: `if`, `elif`, or the key of a table.
    private func asks(_ line: Range<Int>) -> Bool {
        text.bytes.containsAny(["if ", "elif ", "':", "\":"], in: line)
    }

    private func indentation(_ line: Range<Int>) -> Int {
        var index = line.lowerBound
        while index < line.upperBound, text.bytes[index] == 0x20 || text.bytes[index] == 0x09 { index += 1 }
        return index - line.lowerBound
    }

    private func namesArchitecture(_ line: Range<Int>) -> Bool { BuildWords.nameArchitecture(text.bytes[line]) }
}
