import ScanModel

/// Reads a file with its conditions: what certainly is not compiled on arm64 is left out, the rest keeps its condition.
struct Preprocessor {
    private struct Frame {
        let outer: Int32
        /// Where one of the earlier branches is taken.
        var taken: CCondition
        var asksForArchitecture: Bool
        var hasElse = false
        /// Where the first branch begins.
        var start = 0
        var asksForX86 = false
        /// Whether no branch so far is compiled, where the whole conditional would be.
        var isForOthers = false
    }

    private var lexer: CLexer
    private var source: CSource
    private var macros = LocalMacros()
    private var frames: [Frame] = []
    private var region: Int32 = 0 {
        didSet { isDead = source.regions[Int(region)].known == .no }
    }
    /// The name of the `#ifndef` on the line before.
    private var defaultName: String?
    /// Conditionals that are nested too deep to be followed.
    private var ignoredFrames = 0
    /// Whether only the directives are read: what stands between them is Fortran, or says nothing.
    private let directivesOnly: Bool
    /// Whether the current region is certainly not compiled.
    private var isDead = false
    /// Memory for the tokens of one directive after the other.
    private var lineTokens: [CToken] = []

    private static let depthLimit = 128
    /// A macro whose body is longer is no condition.
    private static let valueLimit = 32

    static func read(_ bytes: [UInt8], directivesOnly: Bool = false) -> CSource {
        bytes.withUnsafeBufferPointer { buffer in
            var preprocessor = Preprocessor(CLexer(buffer), CSource(bytes), directivesOnly)
            preprocessor.run()
            return preprocessor.source
        }
    }

    private init(_ lexer: CLexer, _ source: CSource, _ directivesOnly: Bool) {
        self.lexer = lexer
        self.source = source
        self.directivesOnly = directivesOnly
        self.source.regions = [CSource.Region(condition: .yes, known: .yes, asksForArchitecture: false)]
        if !directivesOnly { self.source.reserveTokens(source.bytes.count / 6) }
    }

    private var current: CSource.Region { source.regions[Int(region)] }

    private mutating func run() {
        var isLineStart = true
        while true {
            if isLineStart, directivesOnly || isDead { lexer.skipDeadLines() }
            let token = lexer.next(region: region)
            switch token.kind {
            case .endOfFile: return
            case .newline: isLineStart = true
            case .punctuation where isLineStart && source.bytes[token.range.lowerBound] == UInt8(ascii: "#"):
                directive()
            default:
                isLineStart = false
                source.append(token)
            }
        }
    }

    /// The rest of a directive's line.
    private mutating func line() -> ArraySlice<CToken> {
        lineTokens.removeAll(keepingCapacity: true)
        let region = region
        while true {
            let token = lexer.next(region: region)
            if token.kind == .newline || token.kind == .endOfFile { return lineTokens[...] }
            lineTokens.append(token)
        }
    }

    private mutating func directive() {
        let start = lexer.position
        let tokens = line()
        guard let first = tokens.first, first.kind == .identifier else { return }
        let rest = tokens.dropFirst()
        let previousDefault = defaultName
        defaultName = nil
        switch PreprocessorDirective(source.bytes[first.range]) {
        case .define: define(rest, previousDefault)
        case .endif: close()
        case .condition(let test, isBranch: false): open(test, rest)
        case .else: otherwise()
        case .condition(let test, isBranch: true): branch(test, rest)
        case .undef: rest.first.map { undefine($0) }
        case .include: include(rest)
        case .error:
            source.refusals.append(
                CSource.Refusal(
                    offset: max(start - 1, 0), region: region,
                    asksForArchitecture: frames.last?.asksForArchitecture ?? false))
        case .pragma:
            let end = tokens.last.map { Int($0.end) } ?? start
            source.pragmas.append(CSource.Pragma(range: Int(first.end)..<end, region: region))
        case nil: break
        }
    }

    // MARK: Conditions

    private struct Answer {
        let condition: CCondition
        let asksForArchitecture: Bool
        let asksForX86: Bool
    }

    private mutating func condition(_ test: PreprocessorDirective.Test, _ tokens: ArraySlice<CToken>, isBranch: Bool)
        -> Answer
    {
        for token in tokens where token.kind == .identifier {
            source.askedNames.insert(NameHash.of(source.bytes[token.range]))
        }
        var parser = ConditionParser(tokens, in: source.bytes, macros)
        var condition: CCondition
        switch test {
        case .expression: condition = parser.parse()
        case .defined: condition = parser.parseDefined()
        case .undefined: condition = !parser.parseDefined()
        }
        if !isBranch, let name = negatedName(test, tokens), macros.isOpen(name) {
            defaultName = name
            if isDefinedNext(name) { condition = .yes }
        }
        if parser.asksForARM64 { source.knowsARM64 = true }
        if parser.asksForX86 { source.asksForX86 = true }
        return Answer(
            condition: condition, asksForArchitecture: parser.asksForX86 || parser.asksCompilerForARM64,
            asksForX86: parser.asksForX86)
    }

    /// The name of `#ifndef NAME` and `#if !defined(NAME)`.
    private func negatedName(_ test: PreprocessorDirective.Test, _ tokens: ArraySlice<CToken>) -> String? {
        if test == .undefined { return tokens.first { $0.kind == .identifier }.map { String(source.text($0)) } }
        guard test == .expression, let first = tokens.first,
            source.bytes[first.range.lowerBound] == UInt8(ascii: "!")
        else { return nil }
        let names = tokens.filter { $0.kind == .identifier }
        guard names.count == 2, source.bytes[names[0].range].elementsEqual("defined".utf8) else { return nil }
        return String(source.text(names[1]))
    }

    /// Whether the next line defines a name: a guard of a header, or a default.
    private func isDefinedNext(_ name: String) -> Bool {
        var ahead = lexer
        var words: [Substring] = []
        while words.count < 3 {
            let token = ahead.next(region: region)
            if token.kind == .newline, words.isEmpty { continue }
            guard token.kind == .identifier || token.kind == .punctuation else { return false }
            words.append(source.text(token))
        }
        return words[0] == "#" && words[1] == "define" && words[2] == name
    }

    private mutating func open(_ test: PreprocessorDirective.Test, _ tokens: ArraySlice<CToken>) {
        guard frames.count < Self.depthLimit else {
            ignoredFrames += 1
            return
        }
        guard current.known != .no else {
            frames.append(Frame(outer: region, taken: .yes, asksForArchitecture: false))
            return
        }
        let answer = condition(test, tokens, isBranch: false)
        let isCompiled = current.known == .yes
        frames.append(
            Frame(
                outer: region, taken: answer.condition, asksForArchitecture: answer.asksForArchitecture,
                start: lexer.position, asksForX86: answer.asksForX86))
        enter(current.condition && answer.condition)
        frames[frames.count - 1].isForOthers = isCompiled && isDead
    }

    private mutating func branch(_ test: PreprocessorDirective.Test, _ tokens: ArraySlice<CToken>) {
        guard ignoredFrames == 0, let frame = frames.last else { return }
        let outer = source.regions[Int(frame.outer)]
        guard outer.known != .no, !frame.hasElse else { return enter(.no) }
        let answer = condition(test, tokens, isBranch: true)
        enter(outer.condition && !frame.taken && answer.condition)
        frames[frames.count - 1].taken = frame.taken || answer.condition
        frames[frames.count - 1].asksForArchitecture = frame.asksForArchitecture || answer.asksForArchitecture
        frames[frames.count - 1].asksForX86 = frame.asksForX86 || answer.asksForX86
        frames[frames.count - 1].isForOthers = frame.isForOthers && isDead
    }

    private mutating func otherwise() {
        guard ignoredFrames == 0, let frame = frames.last else { return }
        let outer = source.regions[Int(frame.outer)]
        enter(outer.known == .no || frame.hasElse ? .no : outer.condition && !frame.taken)
        frames[frames.count - 1].hasElse = true
        frames[frames.count - 1].isForOthers = frame.isForOthers && isDead
    }

    private mutating func close() {
        if ignoredFrames > 0 {
            ignoredFrames -= 1
        } else if let frame = frames.popLast() {
            region = frame.outer
            if frame.isForOthers, frame.asksForX86 { source.chainsForX86.append(frame.start..<lexer.position) }
        }
    }

    private mutating func enter(_ condition: CCondition) {
        source.regions.append(
            CSource.Region(
                condition: condition, known: condition.known,
                asksForArchitecture: frames.last?.asksForArchitecture ?? false))
        region = Int32(source.regions.count - 1)
    }

    // MARK: Other directives

    private mutating func undefine(_ name: CToken) {
        source.askedNames.insert(NameHash.of(source.bytes[name.range]))
        macros.undefine(String(source.text(name)), under: current.condition)
    }

    private mutating func define(_ tokens: ArraySlice<CToken>, _ previousDefault: String?) {
        guard let nameToken = tokens.first, nameToken.kind == .identifier else { return }
        let name = String(source.text(nameToken))
        var body = tokens.dropFirst()
        let isFunction =
            body.first.map { $0.start == nameToken.end && source.bytes[$0.range.lowerBound] == UInt8(ascii: "(") }
            ?? false
        var value = CCondition.unknown
        if !isFunction, !body.isEmpty, body.count <= Self.valueLimit, current.known != .no {
            var parser = ConditionParser(body, in: source.bytes, macros)
            value = parser.parse()
        }
        source.definitions.append(
            CSource.Definition(
                name: nameToken.range, value: value, isEmpty: body.isEmpty, isFunction: isFunction, region: region,
                isDefault: previousDefault == name))
        macros.define(name, value, under: current.condition)
        guard current.known != .no, !body.isEmpty else { return }
        if isFunction, let end = body.firstIndex(where: { source.bytes[$0.range.lowerBound] == UInt8(ascii: ")") }) {
            body = body[(end + 1)...]
        }
        source.append(marker(.macroStart, nameToken))
        source.append(body)
        source.append(marker(.macroEnd, nameToken))
    }

    private func marker(_ kind: CToken.Kind, _ name: CToken) -> CToken {
        CToken(start: name.start, end: name.end, region: region, kind: kind, word: .other)
    }

    private mutating func include(_ tokens: ArraySlice<CToken>) {
        guard let first = tokens.first, let last = tokens.last else { return }
        let isQuoted = first.kind == .string
        let isAngled = source.bytes[first.range.lowerBound] == UInt8(ascii: "<")
        guard isQuoted || isAngled else { return }
        let end = isQuoted ? first.end : last.end
        let text = source.bytes[(Int(first.start) + 1)..<max(Int(first.start) + 1, Int(end))]
        let name = text.prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: ">") }
        source.includes.append(
            CSource.Include(
                name: String(decoding: name.prefix(256), as: UTF8.self), isQuoted: isQuoted, offset: Int(first.start),
                region: region))
    }
}
