import ScanModel

/// Reads the expression of an `#if`.
struct ConditionParser {
    private let bytes: [UInt8]
    private let tokens: ArraySlice<CToken>
    private let macros: LocalMacros
    private var index: Int
    private var depth = 0
    /// Whether it asks for x86, or for something that only x86 has.
    private(set) var asksForX86 = false
    private(set) var asksForARM64 = false
    /// Whether it asks the compiler for arm64, and not for a name.
    private(set) var asksCompilerForARM64 = false

    private static let depthLimit = 40

    init(_ tokens: ArraySlice<CToken>, in bytes: [UInt8], _ macros: LocalMacros) {
        self.bytes = bytes
        let tokens = Self.withoutPlaceholders(tokens, bytes)
        self.tokens = tokens
        self.macros = macros
        index = tokens.startIndex
    }

    /// "@PREFIX@HAVE_SSE" of a template is told by what stands behind the placeholder.
    private static func withoutPlaceholders(_ tokens: ArraySlice<CToken>, _ bytes: [UInt8]) -> ArraySlice<CToken> {
        func isMark(_ token: CToken) -> Bool { bytes[token.range.lowerBound] == UInt8(ascii: "@") }
        guard tokens.contains(where: { isMark($0) }) else { return tokens }
        var kept: [CToken] = []
        var isInside = false
        for token in tokens {
            if isMark(token) { isInside.toggle() } else if !isInside { kept.append(token) }
        }
        return kept[...]
    }

    /// The whole expression; unknown when it is none.
    mutating func parse() -> CCondition {
        let result = ternary()
        return index == tokens.endIndex && !tokens.isEmpty ? result : .unknown
    }

    /// `#ifdef NAME`.
    mutating func parseDefined() -> CCondition {
        guard let token = tokens.first, token.kind == .identifier else { return .unknown }
        return isDefined(text(token))
    }

    private func text(_ token: CToken) -> String { String(decoding: bytes[token.range], as: UTF8.self) }

    private func isPunctuation(_ text: StaticString, at index: Int) -> Bool {
        guard index < tokens.endIndex, tokens[index].kind == .punctuation else { return false }
        return text.withUTF8Buffer { $0.count == 1 && bytes[tokens[index].range.lowerBound] == $0[0] }
    }

    private mutating func take(_ text: StaticString) -> Bool {
        guard isPunctuation(text, at: index) else { return false }
        index += 1
        return true
    }

    private mutating func ternary() -> CCondition {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.depthLimit else {
            index = tokens.endIndex
            return .unknown
        }
        let test = binary(minimum: 1)
        guard take("?") else { return test }
        let yes = ternary()
        guard take(":") else { return .unknown }
        return .choice(test, yes, ternary())
    }

    private struct Level {
        let kind: CExpression.Operator
        let precedence: Int
        let length: Int
    }

    private func operatorHere() -> Level? {
        guard index < tokens.endIndex, tokens[index].kind == .punctuation else { return nil }
        let first = bytes[tokens[index].range.lowerBound]
        // Two characters are one operator only when nothing stands between them.
        var second: UInt8 = 0
        if index + 1 < tokens.endIndex, tokens[index + 1].kind == .punctuation,
            tokens[index + 1].start == tokens[index].end
        {
            second = bytes[tokens[index + 1].range.lowerBound]
        }
        return switch (first, second) {
        case (UInt8(ascii: "|"), UInt8(ascii: "|")): Level(kind: .or, precedence: 1, length: 2)
        case (UInt8(ascii: "&"), UInt8(ascii: "&")): Level(kind: .and, precedence: 2, length: 2)
        case (UInt8(ascii: "|"), _): Level(kind: .bitOr, precedence: 3, length: 1)
        case (UInt8(ascii: "^"), _): Level(kind: .bitXor, precedence: 4, length: 1)
        case (UInt8(ascii: "&"), _): Level(kind: .bitAnd, precedence: 5, length: 1)
        case (UInt8(ascii: "="), UInt8(ascii: "=")): Level(kind: .equal, precedence: 6, length: 2)
        case (UInt8(ascii: "!"), UInt8(ascii: "=")): Level(kind: .unequal, precedence: 6, length: 2)
        case (UInt8(ascii: "<"), UInt8(ascii: "<")): Level(kind: .shiftLeft, precedence: 8, length: 2)
        case (UInt8(ascii: ">"), UInt8(ascii: ">")): Level(kind: .shiftRight, precedence: 8, length: 2)
        case (UInt8(ascii: "<"), UInt8(ascii: "=")): Level(kind: .lessOrEqual, precedence: 7, length: 2)
        case (UInt8(ascii: ">"), UInt8(ascii: "=")): Level(kind: .greaterOrEqual, precedence: 7, length: 2)
        case (UInt8(ascii: "<"), _): Level(kind: .less, precedence: 7, length: 1)
        case (UInt8(ascii: ">"), _): Level(kind: .greater, precedence: 7, length: 1)
        case (UInt8(ascii: "+"), _): Level(kind: .add, precedence: 9, length: 1)
        case (UInt8(ascii: "-"), _): Level(kind: .subtract, precedence: 9, length: 1)
        case (UInt8(ascii: "*"), _): Level(kind: .multiply, precedence: 10, length: 1)
        case (UInt8(ascii: "/"), _): Level(kind: .divide, precedence: 10, length: 1)
        case (UInt8(ascii: "%"), _): Level(kind: .remainder, precedence: 10, length: 1)
        default: nil
        }
    }

    private mutating func binary(minimum: Int) -> CCondition {
        var left = unary()
        while let level = operatorHere(), level.precedence >= minimum {
            index += level.length
            let start = index
            let right = binary(minimum: level.precedence + 1)
            let isGuard = level.kind.isLikeness && index == start + 1 && isNamedForX86(at: start)
            left =
                switch level.kind {
                case .and: left && right
                case .or: left || right
                case _ where isGuard: .guarding(.combine(level.kind, left, right))
                default: .combine(level.kind, left, right)
                }
        }
        return left
    }

    private func isNamedForX86(at index: Int) -> Bool {
        tokens[index].kind == .identifier && MacroHint(text(tokens[index])) == .x86
    }

    private mutating func unary() -> CCondition {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.depthLimit, index < tokens.endIndex else {
            index = tokens.endIndex
            return .unknown
        }
        if take("!") { return !unary() }
        if take("-") { return .combine(.subtract, .no, unary()) }
        if take("+") { return unary() }
        if take("~") { return .combine(.bitXor, .combine(.subtract, .no, .yes), unary()) }
        if take("(") {
            let inner = ternary()
            return take(")") ? inner : .unknown
        }
        return primary()
    }

    private mutating func primary() -> CCondition {
        let token = tokens[index]
        index += 1
        switch token.kind {
        case .number: return Self.number(bytes[token.range]).map { .number($0) } ?? .unknown
        case .identifier: return name(text(token))
        case .character where token.range.count == 3: return .number(Int(bytes[token.range.lowerBound + 1]))
        default: return .unknown
        }
    }

    private mutating func name(_ name: String) -> CCondition {
        switch name {
        case "defined":
            let isParenthesised = take("(")
            guard index < tokens.endIndex, tokens[index].kind == .identifier else { return .unknown }
            let result = isDefined(text(tokens[index]))
            index += 1
            return !isParenthesised || take(")") ? result : .unknown
        case "true": return .yes
        case "false": return .no
        default: break
        }
        if isPunctuation("(", at: index) { return call(name) }
        return macros.value(of: name, saying: note(name))
    }

    private mutating func isDefined(_ name: String) -> CCondition {
        macros.isDefined(name, saying: note(name))
    }

    /// - Returns: what the name says.
    private mutating func note(_ name: String) -> MacroHint {
        let (hint, namesProcessor) = MacroHint.words(of: name)
        if namesProcessor || PredefinedMacros.asksForX86(name) { asksForX86 = true }
        let asksCompiler = PredefinedMacros.asksForARM64(name)
        if asksCompiler { asksCompilerForARM64 = true }
        if asksCompiler || hint == .arm64 { asksForARM64 = true }
        return hint
    }

    /// A macro with arguments: nothing but the words in it can be known.
    private mutating func call(_ name: String) -> CCondition {
        let start = index
        var open = 0
        repeat {
            if isPunctuation("(", at: index) { open += 1 }
            if isPunctuation(")", at: index) { open -= 1 }
            index += 1
        } while open > 0 && index < tokens.endIndex
        guard start + 1 < index else { return .unknown }
        let first = tokens[start + 1]
        let arguments = String(
            decoding: bytes[first.range.lowerBound..<max(first.range.lowerBound, tokens[index - 1].range.lowerBound)],
            as: UTF8.self)
        switch name {
        case "__has_include", "__has_include_next", "__has_builtin":
            if X86Headers.isX86(Self.headerName(arguments)) || arguments.hasPrefix("__builtin_ia32_")
                || arguments.hasPrefix("__builtin_cpu_")
            {
                asksForX86 = true
                return .no
            }
            return .unknown
        case _ where name.hasPrefix("__has_"): return .unknown
        default: break
        }
        // In "ARCH(X86)" the argument says it, in "HAVE_SSE2(x)" the name.
        let hint = MacroHint(name + "_" + Self.names(in: arguments))
        switch hint {
        // "IS_ENABLED(DOS_PARTITION)" is no question for the processor.
        case .x86: asksForX86 = asksForX86 || MacroHint.namesProcessor(name + "_" + arguments)
        case .arm64: asksForARM64 = true
        case .none, .notX86: return .unknown
        }
        return CCondition(
            .value(CExpression.Macro(name: NameHash.of((name + "(" + arguments).utf8), hint: hint)), size: 1)
    }

    /// The letters and digits of a macro's arguments. Headers that rename a library's symbols have thousands of them.
    private static func names(in arguments: String) -> String {
        guard arguments.utf8.allSatisfy({ $0 < 0x80 }) else {
            return arguments.filter { $0.isLetter || $0.isNumber || $0 == "_" }
        }
        let kept = arguments.utf8.filter { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "_") }
        return String(decoding: kept, as: UTF8.self)
    }

    private static func headerName(_ argument: String) -> String {
        argument.filter { !"<>\" ".contains($0) }
    }

    /// An integer with its prefix and suffix.
    static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
        var digits = bytes.filter { $0 != UInt8(ascii: "'") }
        while let last = digits.last, "uUlLzZ".utf8.contains(last), digits.count > 1 { digits.removeLast() }
        let text = String(decoding: digits, as: UTF8.self).lowercased()
        if text.hasPrefix("0x") { return UInt(text.dropFirst(2), radix: 16).map { Int(bitPattern: $0) } }
        if text.hasPrefix("0b") { return Int(text.dropFirst(2), radix: 2) }
        if text.hasPrefix("0"), text.count > 1 { return Int(text.dropFirst(), radix: 8) }
        return Int(text)
    }
}

extension CCondition {
    static func number(_ value: Int) -> CCondition { CCondition(.number(value), size: 1) }

    /// Two operands and what joins them, counted where both are numbers.
    static func combine(_ kind: CExpression.Operator, _ left: CCondition, _ right: CCondition) -> CCondition {
        let expression = CExpression.binary(kind, left.expression, right.expression)
        if case .number = left.expression, case .number = right.expression {
            return expression.evaluate { _, _ in nil }.map { .number($0) } ?? .unknown
        }
        return CCondition(expression, size: left.nodes + right.nodes + 1)
    }

    static func guarding(_ comparison: Self) -> Self {
        guard comparison.known == .unknown else { return comparison }
        return CCondition(.guarding(comparison.expression), size: comparison.nodes + 1)
    }
}

extension CExpression.Operator {
    /// Whether it asks for one value, or for those from one on.
    fileprivate var isLikeness: Bool {
        self == .equal || self == .greaterOrEqual || self == .greater || self == .lessOrEqual
    }
}
