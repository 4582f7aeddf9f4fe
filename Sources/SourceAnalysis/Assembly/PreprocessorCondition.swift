import ScanModel

/// The value of an `#if` on aarch64 Linux, as far as the compiler's own macros decide it.
struct PreprocessorCondition {
    private let tokens: [ConditionTokens.Token]
    private var index = 0
    /// Nesting that no person writes.
    private static let depthLimit = 64

    static func value(_ text: ConditionTokens) -> Ternary {
        var parser = Self(tokens: text.tokens)
        guard let value = parser.disjunction(0), parser.next == nil else { return .unknown }
        return value
    }

    private init(tokens: [ConditionTokens.Token]) { self.tokens = tokens }

    private var next: ConditionTokens.Kind? { index < tokens.count ? tokens[index].kind : nil }

    private mutating func take() -> ConditionTokens.Token? {
        guard index < tokens.count else { return nil }
        index += 1
        return tokens[index - 1]
    }

    private mutating func disjunction(_ depth: Int) -> Ternary? {
        guard depth < Self.depthLimit, var value = conjunction(depth) else { return nil }
        while next == .or {
            index += 1
            guard let other = conjunction(depth) else { return nil }
            value = value || other
        }
        return value
    }

    private mutating func conjunction(_ depth: Int) -> Ternary? {
        guard var value = comparison(depth) else { return nil }
        while next == .and {
            index += 1
            guard let other = comparison(depth) else { return nil }
            value = value && other
        }
        return value
    }

    /// Numbers are not computed: a comparison is unknown.
    private mutating func comparison(_ depth: Int) -> Ternary? {
        guard let value = term(depth) else { return nil }
        guard next == .comparison else { return value }
        index += 1
        guard term(depth) != nil else { return nil }
        return value == .no ? .no : .unknown
    }

    private mutating func term(_ depth: Int) -> Ternary? {
        guard depth < Self.depthLimit, let first = take() else { return nil }
        switch first.kind {
        case .not: return term(depth + 1).map { !$0 }
        case .open:
            guard let value = disjunction(depth + 1), take()?.kind == .close else { return nil }
            return value
        case .defined:
            guard next == .open else { return take()?.isDefined }
            index += 1
            guard let name = take(), take()?.kind == .close else { return nil }
            return name.isDefined
        case .zero: return .no
        case .one: return .yes
        case .number: return .unknown
        case .name:
            skipArguments()
            return first.isDefined
        case .or, .and, .close, .comparison, .other: return nil
        }
    }

    /// "__has_include(<x.h>)".
    private mutating func skipArguments() {
        guard next == .open else { return }
        var open = 0
        while let token = take() {
            if token.kind == .open { open += 1 }
            if token.kind == .close { open -= 1 }
            if open == 0 { return }
        }
    }
}
