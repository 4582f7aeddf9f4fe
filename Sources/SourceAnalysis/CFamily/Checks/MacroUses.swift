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

    /// For each place within a macro, under what condition the file uses that macro.
    /// - Parameter lastInclude: behind it nothing else uses the file's macros: those that it doesn't use are not
    ///   compiled.
    func conditions(at offsets: [Int], lastInclude: Int) -> [Int: CCondition] {
        let macros = offsets.map { body(at: $0)?.name }
        guard macros.contains(where: { $0 != nil }) else { return [:] }
        let uses = uses()
        var shared: [UInt64: CCondition] = [:]
        var own: [UInt64: CCondition] = [:]
        var conditions: [Int: CCondition] = [:]
        for (offset, macro) in zip(offsets, macros) {
            guard let macro else { continue }
            if offset > lastInclude {
                conditions[offset] = Self.condition(of: macro, uses, &own, otherwise: .no, depth: 0) ?? .no
            } else {
                conditions[offset] = Self.condition(of: macro, uses, &shared, otherwise: .yes, depth: 0)
            }
        }
        return conditions
    }

    /// A place where a macro is used.
    private struct Use: Hashable {
        let region: Int32
        /// The macro in whose body it is.
        let outer: UInt64?
    }

    private typealias Uses = [UInt64: [(use: Use, condition: CCondition)]]

    private func uses() -> Uses {
        let names = Set(bodies.map { $0.name })
        var seen: [UInt64: Set<Use>] = [:]
        var uses: Uses = [:]
        for token in source.tokens where token.kind == .identifier && token.word == .other {
            let name = NameHash.of(source.bytes[token.range])
            guard names.contains(name) else { continue }
            let use = Use(region: token.region, outer: body(at: token.range.lowerBound)?.name)
            guard use.outer != name, seen[name, default: []].insert(use).inserted else { continue }
            uses[name, default: []].append((use, source.regions[Int(token.region)].condition))
        }
        return uses
    }

    private static let depthLimit = 8

    /// Under what condition the file uses a macro, by way of other macros too; nil when it doesn't.
    private static func condition(
        of name: UInt64, _ uses: Uses, _ known: inout [UInt64: CCondition], otherwise: CCondition, depth: Int
    ) -> CCondition? {
        if let condition = known[name] { return condition }
        guard let places = uses[name] else { return nil }
        // Until it is known, for those that use each other.
        known[name] = .unknown
        var result = CCondition.no
        for (use, condition) in places {
            guard let outer = use.outer, depth < depthLimit else {
                result = result || condition
                continue
            }
            // Whoever uses a macro that the file itself doesn't use stands elsewhere, if anywhere.
            let used = Self.condition(of: outer, uses, &known, otherwise: otherwise, depth: depth + 1) ?? otherwise
            result = result || condition && used
        }
        known[name] = result
        return result
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
