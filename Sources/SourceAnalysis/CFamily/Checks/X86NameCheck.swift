import ScanModel

/// Names that a file declares for x86 alone, under a condition that has no other branch, and uses on every machine.
enum X86NameCheck: CCheck {
    /// More uses are not looked at: each takes a look at what follows it.
    private static let limit = 2000

    static func find(in source: CSource, _ collector: inout CandidateCollector) {
        var names = source.namesForX86
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
            switch NameUse.of(index, declaration.kind, in: source) {
            case .use: uses.append((index, name))
            case .declaration, .prototype: names[name] = nil
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
                    "\(source.text(token)) is defined in line \(line(declaration.offset, source)), under conditions for x86 that arm64 does not meet, and used here on every machine"
            )
        }
    }

    private static func line(_ offset: Int, _ source: CSource) -> Int {
        source.bytes[..<offset].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    }
}
