import ScanModel

/// Programs that want a signal for an invalid number: most processors of arm64 have no such traps.
enum FloatTrapCheck: CCheck {
    static func find(in source: CSource, _ collector: inout CandidateCollector) {
        guard source.hasAny(of: .floatTraps) else { return }
        for (index, token) in source.tokens.enumerated()
        where token.word == .floatTraps && source.isPunctuation(UInt8(ascii: "("), at: index + 1) {
            // A type before it is a declaration.
            guard source.kind(at: index - 1) != .identifier || source.word(at: index - 1) == .keyword else { continue }
            collector.add(
                CFamilyRules.floatTraps, at: token.range.lowerBound, region: token.region,
                message: "\(source.text(token))() fails on most arm64 processors, which do not trap")
        }
    }
}
