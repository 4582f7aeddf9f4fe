/// Where a file uses the macros that it defines: what stands in a macro is compiled where the macro is used.
struct MacroUses {
    private struct Body {
        let range: Range<Int>
        let name: UInt64
    }

    private let source: CSource
    /// In the order of the file.
    private let bodies: [Body]

    init(_ source: CSource) {
        self.source = source
        var bodies: [Body] = []
        var start: CToken?
        for (index, token) in source.tokens.enumerated() {
            switch token.kind {
            case .macroStart: start = token
            case .macroEnd:
                guard let begin = start, index > 0 else { continue }
                let end = max(source.tokens[index - 1].range.upperBound, begin.range.upperBound)
                bodies.append(
                    Body(range: begin.range.lowerBound..<end, name: NameHash.of(source.bytes[begin.range])))
                start = nil
            default: continue
            }
        }
        self.bodies = bodies
    }

    /// For each place within a macro that the file uses, under what condition it does.
    func conditions(at offsets: [Int]) -> [Int: CCondition] {
        let macros = offsets.map { body(at: $0)?.name }
        var uses: [UInt64: CCondition] = [:]
        let wanted = Set(macros.compactMap { $0 })
        guard !wanted.isEmpty else { return [:] }
        var last: [UInt64: Int32] = [:]
        for token in source.tokens where token.kind == .identifier && token.word == .other {
            let name = NameHash.of(source.bytes[token.range])
            guard wanted.contains(name), last[name] != token.region else { continue }
            last[name] = token.region
            uses[name] = (uses[name] ?? .no) || source.regions[Int(token.region)].condition
        }
        var conditions: [Int: CCondition] = [:]
        for (offset, macro) in zip(offsets, macros) { conditions[offset] = macro.flatMap { uses[$0] } }
        return conditions
    }

    private func body(at offset: Int) -> Body? {
        var low = 0
        var high = bodies.count
        while low < high {
            let middle = (low + high) / 2
            if bodies[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
        }
        guard low < bodies.count, bodies[low].range.contains(offset) else { return nil }
        return bodies[low]
    }
}
