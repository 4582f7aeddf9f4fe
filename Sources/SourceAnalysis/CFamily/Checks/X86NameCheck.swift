import ScanModel

/// Names that a file declares for x86 alone, under a condition that has no other branch, and uses on every machine.
enum X86NameCheck: CCheck {
    /// More uses are not looked at: each takes a look at what follows it.
    private static let limit = 2000

    static func find(in source: CSource, _ collector: inout CandidateCollector) {
        var names = X86Declarations.read(source)
        guard !names.isEmpty else { return }
        var uses: [(index: Int, name: UInt64)] = []
        // A macro may be one for x86 as well: what stands in it counts for nothing.
        var isInMacro = false
        for (index, token) in source.tokens.enumerated() {
            if token.kind == .macroStart || token.kind == .macroEnd { isInMacro = token.kind == .macroStart }
            guard !isInMacro, token.kind == .identifier, token.word == .other else { continue }
            let name = NameHash.of(source.bytes[token.range])
            guard let declaration = names[name] else { continue }
            guard uses.count < limit else { break }
            switch place(index, declaration.kind, in: source) {
            case .use: uses.append((index, name))
            case .declaration: names[name] = nil
            case .neither: continue
            }
        }
        for (index, name) in uses {
            let token = source.tokens[index]
            guard let declaration = names[name], source.regions[Int(token.region)].known == .yes else { continue }
            collector.add(
                CFamilyRules.onlyName, at: token.range.lowerBound, region: token.region,
                family: String(source.text(token)), requirement: .includesNothingForARM64,
                message:
                    "\(source.text(token)) is defined for x86 alone, in line \(line(declaration.offset, source)), and used here on every machine"
            )
        }
    }

    private static func line(_ offset: Int, _ source: CSource) -> Int {
        source.bytes[..<offset].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    }

    private enum Place { case use, declaration, neither }

    /// What an occurrence of a name is. In doubt it is a declaration: then nothing is said of the name.
    private static func place(_ index: Int, _ kind: X86Declarations.Kind, in source: CSource) -> Place {
        let before = source.kind(at: index - 1)
        if source.isPunctuation(UInt8(ascii: "."), at: index - 1) || isArrow(index - 1, in: source) { return .neither }
        if source.isPunctuation(UInt8(ascii: ":"), at: index - 1),
            source.isPunctuation(UInt8(ascii: ":"), at: index - 2)
        {
            return .declaration
        }
        let isCalled = source.isPunctuation(UInt8(ascii: "("), at: index + 1)
        if before == .identifier, !isOperand(index - 1, in: source) { return .declaration }
        switch kind {
        case .type:
            return source.kind(at: index + 1) == .identifier || source.isPunctuation(UInt8(ascii: "*"), at: index + 1)
                ? .use : .neither
        case .function:
            guard isCalled else { return .neither }
            if source.isPunctuation(UInt8(ascii: "*"), at: index - 1) { return .declaration }
            let behind = source.skipBrackets(at: index + 1)
            return source.isPunctuation(UInt8(ascii: "{"), at: behind) ? .declaration : .use
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
