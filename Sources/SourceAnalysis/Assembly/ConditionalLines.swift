import ScanModel

/// Which lines of a text for the C preprocessor are compiled for aarch64 Linux.
struct ConditionalLines {
    /// An `#error` that is reached on aarch64.
    struct ReachedError {
        let offset: Int
        let isCertain: Bool
    }

    private let starts: [Int]
    private let states: [Ternary]
    private(set) var errors: [ReachedError] = []

    /// An open `#if`.
    private struct Branch {
        let outside: Ternary
        /// Whether an earlier branch of the same `#if` was taken.
        var taken: Ternary
        var current: Ternary
        /// What is written behind the `#if` and its `#elif`s.
        var conditions: [Substring]

        var namesArchitecture: Bool { conditions.contains { PreprocessorCondition.namesArchitecture($0) } }
    }

    init(_ bytes: [UInt8], in range: Range<Int>) {
        var starts: [Int] = []
        var states: [Ternary] = []
        var stack: [Branch] = []
        var start = range.lowerBound
        while start < range.upperBound {
            let end = bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: "\n")) ?? range.upperBound
            if let directive = Self.directive(bytes, start..<end) {
                let live = stack.last.map { $0.outside && $0.current } ?? .yes
                if directive.name == "error" {
                    if live.isPossible, stack.contains(where: { $0.namesArchitecture }) {
                        errors.append(ReachedError(offset: start, isCertain: live == .yes))
                    }
                } else {
                    Self.apply(directive, live, &stack)
                }
            }
            starts.append(start)
            states.append(stack.last.map { $0.outside && $0.current } ?? .yes)
            start = end + 1
        }
        self.starts = starts
        self.states = states
    }

    /// Whether the line at a place is compiled.
    func isLive(at offset: Int) -> Ternary {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low < states.count ? states[low] : .yes
    }

    private struct Directive {
        let name: Substring
        let rest: Substring
    }

    /// `# if X`, with the name and what stands behind it.
    private static func directive(_ bytes: [UInt8], _ line: Range<Int>) -> Directive? {
        guard let first = bytes[line].first(where: { !$0.isASCIISpace }), first == UInt8(ascii: "#"),
            line.count < SourceText.reach
        else { return nil }
        guard let mark = bytes[line].firstIndex(of: first),
            let letter = bytes[(mark + 1)..<line.upperBound].first(where: { !$0.isASCIISpace }),
            letter == UInt8(ascii: "i") || letter == UInt8(ascii: "e")
        else { return nil }
        // A condition over several lines is one.
        let text = String(decoding: bytes[mark..<endOfDirective(bytes, line)], as: UTF8.self)
        let content = text.dropFirst().drop { $0.isWhitespace }
        let name = content.prefix { $0.isLetter }
        return Directive(name: name, rest: content[name.endIndex...])
    }

    private static func endOfDirective(_ bytes: [UInt8], _ line: Range<Int>) -> Int {
        var end = line.upperBound
        while end < bytes.count, end - line.lowerBound < SourceText.reach,
            bytes[line.lowerBound..<end].last(where: { $0 != UInt8(ascii: "\r") }) == UInt8(ascii: "\\")
        {
            end = bytes[(end + 1)...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        }
        return end
    }

    private static func apply(_ directive: Directive, _ live: Ternary, _ stack: inout [Branch]) {
        switch directive.name {
        case "if", "ifdef", "ifndef":
            let value = condition(directive)
            stack.append(
                Branch(outside: live, taken: value, current: value, conditions: [directive.rest]))
        case "elif", "elifdef", "elifndef":
            guard var branch = stack.popLast() else { return }
            let value = condition(directive)
            branch.current = !branch.taken && value
            branch.taken = branch.taken || value
            branch.conditions.append(directive.rest)
            stack.append(branch)
        case "else":
            guard var branch = stack.popLast() else { return }
            branch.current = !branch.taken
            stack.append(branch)
        case "endif": _ = stack.popLast()
        default: return
        }
    }

    private static func condition(_ directive: Directive) -> Ternary {
        switch directive.name {
        case "ifdef", "elifdef": PreprocessorCondition.defined(firstWord(directive.rest))
        case "ifndef", "elifndef": !PreprocessorCondition.defined(firstWord(directive.rest))
        default: PreprocessorCondition.value(directive.rest)
        }
    }

    private static func firstWord(_ text: Substring) -> Substring {
        text.drop { $0.isWhitespace }.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    }
}
