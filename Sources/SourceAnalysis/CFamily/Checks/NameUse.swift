import ScanModel

/// What an occurrence of a name is, as far as a few tokens around it tell.
enum NameUse {
    case use
    /// Something that gives the name, or may do so: in doubt nothing is said of the name.
    case declaration
    /// A function's declaration without a body: somebody else has to give it.
    case prototype
    case neither

    /// - Parameters:
    ///   - index: of a token outside of all macros' bodies.
    ///   - kind: what the name is where it is known.
    static func of(_ index: Int, _ kind: X86Declarations.Kind, in source: CSource) -> NameUse {
        if source.isPunctuation(UInt8(ascii: "."), at: index - 1) || isArrow(index - 1, in: source) { return .neither }
        if source.isPunctuation(UInt8(ascii: ":"), at: index - 1),
            source.isPunctuation(UInt8(ascii: ":"), at: index - 2)
        {
            return .declaration
        }
        if kind == .tag || isTag(index, in: source) { return kind == .tag ? tag(index, in: source) : .neither }
        let isCalled = source.isPunctuation(UInt8(ascii: "("), at: index + 1)
        let isDeclared =
            source.kind(at: index - 1) == .identifier && !isOperand(index - 1, in: source)
            || kind == .function && endsType(index - 1, in: source)
        switch kind {
        case .function where isDeclared: return isCalled && isPrototype(index, in: source) ? .prototype : .declaration
        case .function: return isCalled ? call(index, in: source) : .neither
        case _ where isDeclared: return .declaration
        case .type:
            return source.kind(at: index + 1) == .identifier || source.isPunctuation(UInt8(ascii: "*"), at: index + 1)
                ? .use : .neither
        case .tag: return .neither
        case .macro, .variable:
            let isListed =
                [UInt8(ascii: "{"), UInt8(ascii: ",")].contains { source.isPunctuation($0, at: index - 1) }
                && [UInt8(ascii: "}"), UInt8(ascii: ","), UInt8(ascii: "=")].contains {
                    source.isPunctuation($0, at: index + 1)
                }
            // A parameter, an enumerator or a label may have the name.
            if isListed || source.isPunctuation(UInt8(ascii: ":"), at: index + 1) { return .neither }
            if source.isPunctuation(UInt8(ascii: "*"), at: index - 1), !isCalled { return .declaration }
            return .use
        }
    }

    private static func isTag(_ index: Int, in source: CSource) -> Bool {
        source.kind(at: index - 1) == .identifier
            && X86Declarations.tagWords.contains(String(source.text(source.tokens[index - 1])))
    }

    /// `struct frame last;` and `sizeof(struct frame)` need the definition; pointers to it don't.
    private static func tag(_ index: Int, in source: CSource) -> NameUse {
        guard isTag(index, in: source) else { return .neither }
        if source.isPunctuation("{", at: index + 1) || source.isPunctuation(":", at: index + 1) { return .declaration }
        if source.kind(at: index + 1) == .identifier {
            let isExtern =
                source.kind(at: index - 2) == .identifier && source.text(source.tokens[index - 2]) == "extern"
            return !isExtern && [";", "=", "["].contains { source.isPunctuation($0, at: index + 2) } ? .use : .neither
        }
        let isMeasured =
            source.isPunctuation(")", at: index + 1) && source.isPunctuation("(", at: index - 2)
            && source.kind(at: index - 3) == .identifier && source.text(source.tokens[index - 3]) == "sizeof"
        return isMeasured ? .use : .neither
    }

    /// A name with parentheses behind it, and nothing like a type in front.
    private static func call(_ index: Int, in source: CSource) -> NameUse {
        let behind = source.skipBrackets(at: index + 1)
        // The body of a function may have parameters' types or other words before it.
        return source.isPunctuation(UInt8(ascii: "{"), at: behind) || source.kind(at: behind) == .identifier
            ? .declaration : .use
    }

    /// `*`, one `&`, and the end of a template's arguments: in doubt a type.
    private static func endsType(_ index: Int, in source: CSource) -> Bool {
        if source.isPunctuation(UInt8(ascii: "*"), at: index) || source.isPunctuation(UInt8(ascii: ">"), at: index) {
            return true
        }
        return source.isPunctuation(UInt8(ascii: "&"), at: index)
            && !source.isPunctuation(UInt8(ascii: "&"), at: index - 1)
    }

    private static let reach = 24

    /// Whether a semicolon comes where a body would, and nothing says that the function may be missing.
    private static func isPrototype(_ index: Int, in source: CSource) -> Bool {
        for place in stride(from: index - 1, to: max(-1, index - reach), by: -1) {
            if [";", "}", "{"].contains(where: { source.isPunctuation($0, at: place) }) { break }
            if isWeak(place, in: source) { return false }
        }
        var place = source.skipBrackets(at: index + 1)
        let end = place + reach
        while place < end {
            if source.isPunctuation(UInt8(ascii: ";"), at: place) { return true }
            if source.isPunctuation(UInt8(ascii: "("), at: place) {
                let close = source.skipBrackets(at: place)
                if (place..<max(place, close)).contains(where: { isWeak($0, in: source) }) { return false }
                place = close
            } else {
                // Attributes; the types of parameters of old functions are words in small letters.
                guard source.kind(at: place) == .identifier, !isWeak(place, in: source),
                    source.word(at: place) == .attribute || isMacroLike(place, in: source)
                else { return false }
                place += 1
            }
        }
        return false
    }

    private static func isWeak(_ index: Int, in source: CSource) -> Bool {
        source.kind(at: index) == .identifier && source.text(source.tokens[index]).lowercased().contains("weak")
    }

    private static func isMacroLike(_ index: Int, in source: CSource) -> Bool {
        let name = source.bytes[source.tokens[index].range]
        return name.first == UInt8(ascii: "_") || !name.contains { $0 &- UInt8(ascii: "a") < 26 }
    }

    private static func isArrow(_ index: Int, in source: CSource) -> Bool {
        source.isPunctuation(UInt8(ascii: ">"), at: index) && source.isPunctuation(UInt8(ascii: "-"), at: index - 1)
    }

    private static let operators: Set<String> = [
        "return", "else", "case", "do", "throw", "static", "extern", "const", "sizeof", "inline", "volatile",
        "register",
        "and", "or", "not",
    ]

    /// Whether what stands before a name makes it no declarator: `return name`, `static name x`.
    private static func isOperand(_ index: Int, in source: CSource) -> Bool {
        operators.contains(String(source.text(source.tokens[index])))
    }
}

extension CSource {
    fileprivate func isPunctuation(_ character: Character, at index: Int) -> Bool {
        character.asciiValue.map { isPunctuation($0, at: index) } ?? false
    }
}
