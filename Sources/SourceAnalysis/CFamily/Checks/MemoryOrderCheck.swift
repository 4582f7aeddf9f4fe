import ScanModel

/// A volatile flag and a barrier for the compiler only, between threads: enough on x86, not on arm64.
struct MemoryOrderCheck: CCheck {
    private let source: CSource
    /// Variables and members that are declared volatile.
    private let flags: Set<UInt64>
    /// Macros and functions that are nothing but such a barrier.
    private let barriers: [UInt64: CCondition]

    static func find(in source: CSource, _ collector: inout CandidateCollector) {
        guard source.hasAny(of: .assembly, .compilerFence) else { return }
        let check = MemoryOrderCheck(source)
        guard !check.flags.isEmpty else { return }
        for index in source.tokens.indices {
            guard let end = check.endOfBarrier(at: index), check.publishes(end) || check.consumes(index) else {
                continue
            }
            let token = source.tokens[index]
            collector.add(
                CFamilyRules.memoryOrder, at: token.range.lowerBound, region: token.region,
                message:
                    "this barrier holds the compiler only; on arm64 the processor may reorder the data and the volatile flag"
            )
        }
    }

    private init(_ source: CSource) {
        self.source = source
        var flags: Set<UInt64> = []
        var barriers: [UInt64: CCondition] = [:]
        func add(_ token: CToken) {
            let name = NameHash.of(source.bytes[token.range])
            barriers[name] = (barriers[name] ?? .no) || source.regions[Int(token.region)].condition
        }
        for index in source.tokens.indices {
            let token = source.tokens[index]
            if token.word == .volatile, source.word(at: index - 1) != .assembly {
                Self.name(declaredAfter: index, in: source).map { _ = flags.insert($0) }
            }
            // "#define barrier() asm volatile("" ::: "memory")"
            if token.kind == .macroStart, let end = Self.endOfEmptyAssembly(at: index + 1, in: source),
                source.kind(at: end) == .macroEnd
            {
                add(token)
            }
            // "static inline void barrier(void) { asm volatile("" ::: "memory"); }"
            if token.kind == .identifier, token.word == .other, source.isPunctuation(UInt8(ascii: "("), at: index + 1) {
                let body = source.skipBrackets(at: index + 1, limit: 6)
                if source.isPunctuation(UInt8(ascii: "{"), at: body),
                    let end = Self.endOfEmptyAssembly(at: body + 1, in: source),
                    source.isPunctuation(UInt8(ascii: "}"), at: end + 1)
                {
                    add(token)
                }
            }
        }
        self.flags = flags
        self.barriers = barriers
    }

    /// What other files may use: barriers with the conditions of their definitions, and flags.
    static func shared(in source: CSource) -> (barriers: [UInt64: CCondition], volatiles: Set<UInt64>) {
        guard source.hasAny(of: .volatile) else { return ([:], []) }
        let check = MemoryOrderCheck(source)
        return (check.barriers, check.flags)
    }

    private static func name(declaredAfter index: Int, in source: CSource) -> UInt64? {
        var last: CToken?
        for place in (index + 1)..<max(index + 1, min(source.tokens.count, index + 8)) {
            let token = source.tokens[place]
            if token.kind == .identifier {
                last = token
            } else if !source.isPunctuation(UInt8(ascii: "*"), at: place) {
                let ends = [UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: ","), UInt8(ascii: "[")]
                guard ends.contains(where: { source.isPunctuation($0, at: place) }) else { return nil }
                return last.map { NameHash.of(source.bytes[$0.range]) }
            }
        }
        return nil
    }

    /// The index behind `asm volatile("" ::: "memory")`.
    private static func endOfEmptyAssembly(at index: Int, in source: CSource) -> Int? {
        guard source.word(at: index) == .assembly else { return nil }
        var open = index + 1
        while source.word(at: open) == .qualifier || source.word(at: open) == .volatile { open += 1 }
        guard source.isPunctuation(UInt8(ascii: "("), at: open), source.kind(at: open + 1) == .string,
            source.tokens[open + 1].range.count == 2
        else { return nil }
        let end = source.skipBrackets(at: open, limit: 12)
        let operands = source.tokens[(open + 2)..<max(open + 2, min(end - 1, source.tokens.count))]
        // With operands it keeps a value alive, and orders nothing between threads.
        guard operands.contains(where: { source.bytes[$0.range].elementsEqual("\"memory\"".utf8) }),
            !operands.contains(where: { $0.kind == .identifier })
        else { return nil }
        return end
    }

    private func endOfBarrier(at index: Int) -> Int? {
        if let end = Self.endOfEmptyAssembly(at: index, in: source) {
            let isDefinition = source.kind(at: end) == .macroEnd || source.kind(at: index - 1) == .macroStart
            return isDefinition ? nil : end
        }
        let token = source.tokens[index]
        guard token.kind == .identifier, source.isPunctuation(UInt8(ascii: "("), at: index + 1),
            token.word == .compilerFence || barriers[NameHash.of(source.bytes[token.range])] != nil
        else { return nil }
        let end = source.skipBrackets(at: index + 1, limit: 12)
        return source.isPunctuation(UInt8(ascii: "{"), at: end) ? nil : end
    }

    private func isFlag(_ index: Int) -> Bool {
        source.kind(at: index) == .identifier && flags.contains(NameHash.of(source.bytes[source.tokens[index].range]))
    }

    /// The next statement sets a flag.
    private func publishes(_ end: Int) -> Bool {
        for index in (end + 1)..<max(end + 1, min(source.tokens.count, end + 14)) {
            if source.isPunctuation(UInt8(ascii: ";"), at: index) || source.isPunctuation(UInt8(ascii: "{"), at: index)
            {
                return false
            }
            // `volatile T *volatile p = &value;` declares one.
            if isFlag(index), source.word(at: index - 1) != .volatile,
                source.isPunctuation(UInt8(ascii: "="), at: index + 1),
                !source.isPunctuation(UInt8(ascii: "="), at: index + 2)
            {
                return true
            }
        }
        return false
    }

    /// The statement before waits for a flag: `while (!ready) ;`.
    private func consumes(_ start: Int) -> Bool {
        var sees = false
        for index in stride(from: start - 1, to: max(-1, start - 16), by: -1) {
            if isFlag(index) { sees = true }
            if sees, source.word(at: index) == .keyword, source.text(source.tokens[index]) == "while" { return true }
        }
        return false
    }
}
