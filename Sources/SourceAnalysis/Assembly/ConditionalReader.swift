import ScanModel

/// Follows the directives of a text for the C preprocessor: whether what stands behind each is compiled for aarch64 Linux.
struct ConditionalReader {
    /// Whether the lines behind the last directive are compiled.
    private(set) var state = Ternary.yes
    private(set) var errors: [ConditionalLines.ReachedError] = []
    private var stack: [Branch] = []
    /// What is written behind the `#if`s that are open and their `#elif`s.
    private var conditions: [Range<Int>] = []

    /// An open `#if`.
    private struct Branch {
        let outside: Ternary
        /// Whether an earlier branch of the same `#if` was taken.
        var taken: Ternary
        var current: Ternary
        /// Where its own conditions begin.
        let firstCondition: Int
    }

    private enum Name: UInt32, CaseIterable, Sendable {
        case `if` = 1
        case ifdef, ifndef, elif, elifdef, elifndef, `else`, endif, error

        var isNegative: Bool { self == .ifndef || self == .elifndef }
    }

    private static let names = FlaggedWords(Name.allCases.map { (words: ["\($0)"], flags: $0.rawValue) })

    /// Reads a line that begins with `#`.
    /// - Parameters:
    ///   - line: one of the lines of a text, in their order.
    ///   - mark: where its `#` is.
    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>, mark: Int) {
        guard line.count < SourceText.reach else { return }
        var index = bytes.firstNonSpace(in: (mark + 1)..<line.upperBound)
        guard index < line.upperBound, bytes[index] == UInt8(ascii: "i") || bytes[index] == UInt8(ascii: "e") else {
            return
        }
        var hash = NameHash.seed
        while index < line.upperBound, (bytes[index] | 0x20) &- UInt8(ascii: "a") < 26 {
            hash = NameHash.adding(bytes[index], to: hash)
            index += 1
        }
        guard let name = Name(rawValue: Self.names.flags(of: hash)) else { return }
        if name == .error {
            if state.isPossible, asksForArchitecture(bytes) {
                errors.append(ConditionalLines.ReachedError(offset: line.lowerBound, isCertain: state == .yes))
            }
            return
        }
        apply(name, bytes, index..<max(index, Self.endOfDirective(bytes, line)))
        state = stack.last.map { $0.outside && $0.current } ?? .yes
    }

    /// Whether one of the conditions around a line is about the processor.
    private func asksForArchitecture(_ bytes: Span<UInt8>) -> Bool {
        for condition in conditions where ConditionTokens(bytes, condition).namesArchitecture { return true }
        return false
    }

    /// A condition over several lines is one.
    private static func endOfDirective(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Int {
        var end = line.upperBound
        while end < bytes.count, end - line.lowerBound < SourceText.reach {
            var last = end - 1
            while last >= line.lowerBound, bytes[last] == UInt8(ascii: "\r") { last -= 1 }
            guard last >= line.lowerBound, bytes[last] == UInt8(ascii: "\\") else { return end }
            end = bytes.firstIndex(of: UInt8(ascii: "\n"), in: (end + 1)..<bytes.count)
        }
        return end
    }

    private mutating func apply(_ name: Name, _ bytes: Span<UInt8>, _ rest: Range<Int>) {
        switch name {
        case .if, .ifdef, .ifndef:
            let value = Self.value(name, bytes, rest)
            stack.append(Branch(outside: state, taken: value, current: value, firstCondition: conditions.count))
            conditions.append(rest)
        case .elif, .elifdef, .elifndef:
            guard var branch = stack.popLast() else { return }
            let value = Self.value(name, bytes, rest)
            branch.current = !branch.taken && value
            branch.taken = branch.taken || value
            conditions.append(rest)
            stack.append(branch)
        case .else:
            guard var branch = stack.popLast() else { return }
            branch.current = !branch.taken
            stack.append(branch)
        case .endif:
            guard let branch = stack.popLast() else { return }
            conditions.removeSubrange(branch.firstCondition...)
        case .error: return
        }
    }

    private static func value(_ name: Name, _ bytes: Span<UInt8>, _ rest: Range<Int>) -> Ternary {
        if name == .if || name == .elif {
            return PreprocessorCondition.value(ConditionTokens(bytes, rest))
        }
        let start = bytes.firstNonSpace(in: rest)
        var end = start
        while end < rest.upperBound, bytes[end].isASCIILetterOrDigit || bytes[end] == UInt8(ascii: "_") { end += 1 }
        let value = MacroName(bytes, start..<end).isDefined
        return name.isNegative ? !value : value
    }
}
