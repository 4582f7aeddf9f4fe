import ScanModel

/// Plain `char` that is taken to be negative at times: it is unsigned on arm64.
struct SignedCharCheck: CCheck {
    private enum Kind {
        case plain
        /// A pointer or an array: its elements are plain.
        case elements
        /// Something else of the same name.
        case other
    }

    private struct Variable {
        /// The token with its name.
        let name: Int
        let kind: Kind
        let depth: Int
    }

    private let source: CSource
    private var variables: [Variable] = []
    private var depth = 0

    static func find(in source: CSource, _ collector: inout CandidateCollector) {
        guard source.hasAny(of: .char) else { return }
        var check = SignedCharCheck(source: source)
        check.run(&collector)
    }

    private init(source: CSource) { self.source = source }

    /// A function with more names than that is made by a program.
    private static let variableLimit = 200

    private mutating func run(_ collector: inout CandidateCollector) {
        var index = 0
        while index < source.tokens.count {
            let token = source.tokens[index]
            switch token.kind {
            case .punctuation:
                switch source.bytes[token.range.lowerBound] {
                case UInt8(ascii: "{"): depth += 1
                case UInt8(ascii: "}"): leave()
                default: break
                }
            case .identifier where token.word == .char && source.word(at: index - 1) != .signedness:
                declare(index + 1, &collector)
            case .identifier where token.word == .otherType: declareOther(index + 1)
            case .identifier where token.word == .other && !variables.isEmpty: use(index, &collector)
            default: break
            }
            index += 1
        }
    }

    private mutating func leave() {
        depth = max(0, depth - 1)
        // Parameters stand one level outside of the body.
        if depth == 0 { variables.removeAll { $0.depth > 0 } }
        if variables.contains(where: { $0.depth > depth + 1 }) { variables.removeAll { $0.depth > depth + 1 } }
    }

    private mutating func add(_ index: Int, _ kind: Kind) {
        if variables.count > Self.variableLimit { variables.removeFirst() }
        // What stands between parentheses outside of a function is a parameter of it.
        variables.append(Variable(name: index, kind: kind, depth: max(depth, 1)))
    }

    private func variable(_ index: Int) -> Variable? {
        variables.last { source.isSame(source.tokens[$0.name], source.tokens[index]) }
    }

    private func isPunctuation(_ text: StaticString, at index: Int) -> Bool {
        text.withUTF8Buffer { characters in
            characters.indices.allSatisfy { source.isPunctuation(characters[$0], at: index + $0) }
        }
    }

    /// The declarators behind `char`.
    private mutating func declare(_ start: Int, _ collector: inout CandidateCollector) {
        var index = start
        while index < source.tokens.count, index < start + 64 {
            var isPointer = false
            while isPunctuation("*", at: index) || source.word(at: index) == .keyword {
                isPointer = isPointer || isPunctuation("*", at: index)
                index += 1
            }
            guard source.kind(at: index) == .identifier, source.word(at: index) == .other else { return }
            let name = index
            index += 1
            guard !isPunctuation("(", at: index) else { return }
            let isArray = isPunctuation("[", at: index)
            while isPunctuation("[", at: index) { index = source.skipBrackets(at: index, limit: 60) }
            add(name, isPointer || isArray ? .elements : .plain)
            if isPunctuation("=", at: index) {
                initialise(name, isArray ? .elements : isPointer ? .other : .plain, index + 1, &collector)
                index = endOfInitialiser(index + 1)
            }
            guard isPunctuation(",", at: index),
                source.kind(at: index + 1) == .identifier || isPunctuation("*", at: index + 1)
            else { return }
            // "char a, int b": the next parameter.
            if source.word(at: index + 1) != .other { return }
            if source.kind(at: index + 2) == .identifier { return }
            index += 1
        }
    }

    private func endOfInitialiser(_ start: Int) -> Int {
        var index = start
        while index < source.tokens.count, index < start + 4000 {
            if isPunctuation("{", at: index) || isPunctuation("(", at: index) || isPunctuation("[", at: index) {
                index = source.skipBrackets(at: index)
                continue
            }
            if isPunctuation(",", at: index) || isPunctuation(";", at: index) || isPunctuation(")", at: index) { break }
            index += 1
        }
        return index
    }

    private func initialise(
        _ name: Int, _ kind: Kind, _ start: Int, _ collector: inout CandidateCollector
    ) {
        let token = source.tokens[name]
        if kind == .elements, isPunctuation("{", at: start) {
            let end = source.skipBrackets(at: start)
            for index in start..<end
            where isPunctuation("-", at: index) && source.kind(at: index + 1) == .number
                && (isPunctuation("{", at: index - 1) || isPunctuation(",", at: index - 1))
                && source.bytes[source.tokens[index + 1].range] != [UInt8(ascii: "0")]
            {
                return report(
                    token,
                    "the array \(source.text(token)) of plain char holds negative numbers, which become 128 to 255",
                    &collector)
            }
        }
        guard kind == .plain else { return }
        if isPunctuation("-", at: start), source.kind(at: start + 1) == .number, !isZero(start + 1) {
            return report(
                token, "\(source.text(token)) is plain char, so on arm64 it holds a number from 128 to 255 instead",
                &collector)
        }
        readInto(name, start, &collector)
    }

    /// `int value`, `size_t i`: it hides a char of the same name.
    private mutating func declareOther(_ index: Int) {
        guard source.kind(at: index) == .identifier, source.word(at: index) == .other, variable(index) != nil else {
            return
        }
        add(index, .other)
    }

    private mutating func use(_ index: Int, _ collector: inout CandidateCollector) {
        guard let variable = variable(index), !isMember(index) else { return }
        switch variable.kind {
        case .other: return
        case .plain:
            if isPunctuation("=", at: index + 1), !isPunctuation("=", at: index + 2) {
                readInto(index, index + 2, &collector)
            } else {
                compare(index, before: index - 1, after: index + 1, &collector)
            }
        case .elements:
            if isPunctuation("[", at: index + 1) {
                compare(index, before: index - 1, after: source.skipBrackets(at: index + 1, limit: 40), &collector)
            } else if isPunctuation("*", at: index - 1), isPunctuation("(", at: index - 2) {
                compare(index, before: index - 2, after: index + 1, &collector)
            }
        }
    }

    private func isMember(_ index: Int) -> Bool {
        isPunctuation(".", at: index - 1) || isPunctuation("->", at: index - 2)
    }

    /// `c = getchar()`, and whether the file then looks for the end of the input in it.
    private func readInto(_ name: Int, _ start: Int, _ collector: inout CandidateCollector) {
        var index = start
        // "c = (char) getchar()" says the same.
        if isPunctuation("(", at: index), source.word(at: index + 1) == .char { index += 3 }
        if source.bytes[source.tokens[min(index, source.tokens.count - 1)].range].elementsEqual("std".utf8) {
            index += 3
        }
        let member = memberOfStream(index)
        index = member ?? index
        guard member != nil || source.word(at: index) == .readsCharacter, isPunctuation("(", at: index + 1) else {
            return
        }
        let call = source.text(source.tokens[index])
        let end = source.skipBrackets(at: index + 1, limit: 200)
        guard call.hasPrefix("getopt") || isComparedWithEnd(name, from: end) else { return }
        let token = source.tokens[name]
        report(
            token, "\(source.text(token)) is a plain char and never equals EOF or -1 on arm64: \(call)() needs an int",
            &collector)
    }

    /// The name of the function in `in.get()` and `in->peek()`, which give an int as well.
    private func memberOfStream(_ index: Int) -> Int? {
        guard source.kind(at: index) == .identifier else { return nil }
        let member = isPunctuation(".", at: index + 1) ? index + 2 : isPunctuation("->", at: index + 1) ? index + 3 : -1
        guard source.kind(at: member) == .identifier, isPunctuation("()", at: member + 1) else { return nil }
        return ["get", "peek"].contains(source.text(source.tokens[member])) ? member : nil
    }

    private func isComparedWithEnd(_ name: Int, from start: Int) -> Bool {
        // "(c = getchar()) != EOF"
        if isPunctuation(")", at: start), comparesWithNegative(start + 1) || isAfterEnd(name) { return true }
        let bytes = source.bytes[source.tokens[name].range]
        var level = 0
        for index in start..<max(start, min(source.tokens.count, start + 600)) {
            if isPunctuation("{", at: index) { level += 1 }
            if isPunctuation("}", at: index) {
                level -= 1
                if level < -3 { return false }
            }
            guard source.tokens[index].kind == .identifier, source.bytes[source.tokens[index].range] == bytes else {
                continue
            }
            if comparesWithNegative(index + 1) || isAfterEnd(index) { return true }
        }
        // "while (c != EOF) { ... c = getchar(); }"
        for index in max(0, name - 400)..<name
        where source.tokens[index].kind == .identifier && source.bytes[source.tokens[index].range] == bytes {
            if comparesWithNegative(index + 1) { return true }
        }
        return false
    }

    /// `EOF != c`, `EOF != (c = ...`.
    private func isAfterEnd(_ index: Int) -> Bool {
        let index = isPunctuation("(", at: index - 1) ? index - 1 : index
        return isPunctuation("=", at: index - 1)
            && (isPunctuation("=", at: index - 2) || isPunctuation("!", at: index - 2))
            && source.word(at: index - 3) == .endOfFile
    }

    private func comparesWithNegative(_ index: Int) -> Bool {
        guard isPunctuation("==", at: index) || isPunctuation("!=", at: index) else { return false }
        let value = isPunctuation("(", at: index + 2) ? index + 3 : index + 2
        return source.word(at: value) == .endOfFile
            || isPunctuation("-", at: value) && source.kind(at: value + 1) == .number
    }

    /// `c < 0` and its like.
    private func compare(_ name: Int, before: Int, after: Int, _ collector: inout CandidateCollector) {
        guard isComparedWithZero(after) || comparesWithNegative(after) && !isCastBefore(before) else { return }
        // "a + c < 0" and "f(x, &c) < 0" are about something else.
        guard
            isPunctuation("(", at: before) || isPunctuation("&&", at: before - 1) || isPunctuation("||", at: before - 1)
                || isPunctuation(";", at: before) || isPunctuation("=", at: before)
                || source.word(at: before) == .keyword
                || isPunctuation("!", at: before)
        else { return }
        let token = source.tokens[name]
        report(token, "\(source.text(token)) is plain char, which is never negative on arm64", &collector)
    }

    private func isCastBefore(_ index: Int) -> Bool { isPunctuation(")", at: index) }

    private func isComparedWithZero(_ index: Int) -> Bool {
        let isLess = isPunctuation("<", at: index) && isZero(index + 1)
        let isNotLess = isPunctuation(">=", at: index) && isZero(index + 2)
        // It always is more than -1, and never less.
        if isPunctuation(">", at: index) || isPunctuation("<", at: index), isPunctuation("-", at: index + 1),
            source.kind(at: index + 2) == .number
        {
            return true
        }
        if isLess {
            // "c < 0 || c > 127" holds for both.
            return !(isPunctuation("||", at: index + 2) && isPunctuation(">", at: index + 5))
        }
        // As the condition of a loop that counts down it is always true.
        return isNotLess && isPunctuation(";", at: index + 3)
    }

    private func isZero(_ index: Int) -> Bool {
        guard source.kind(at: index) == .number else { return false }
        return source.bytes[source.tokens[index].range] == [UInt8(ascii: "0")]
    }

    private func report(_ token: CToken, _ message: String, _ collector: inout CandidateCollector) {
        collector.add(
            CFamilyRules.signedChar, at: token.range.lowerBound, region: token.region,
            family: String(source.text(token)), requirement: .unsignedChar, message: message)
    }
}
