import ScanModel

/// `#error` and `static_assert(false)` where an architecture was asked for and arm64 is none of those that are known.
enum ErrorDirectiveCheck: CCheck {
    static func find(in source: CSource, _ collector: inout CandidateCollector) {
        for refusal in source.refusals where refusal.asksForArchitecture {
            collector.add(
                CFamilyRules.refusal, at: refusal.offset, region: refusal.region, family: "\(refusal.offset)",
                message: "this #error is reached on arm64: no condition before it is true there")
        }
        guard source.hasAny(of: .staticAssertion) else { return }
        for (index, token) in source.tokens.enumerated() where token.word == .staticAssertion {
            guard source.regions[Int(token.region)].asksForArchitecture, isFalse(index, in: source) else { continue }
            collector.add(
                CFamilyRules.refusal, at: token.range.lowerBound, region: token.region,
                family: "\(token.range.lowerBound)",
                message: "this assertion is compiled on arm64: no condition before it is true there")
        }
    }

    /// `static_assert(false, …)`, `_Static_assert(0, …)`
    private static func isFalse(_ index: Int, in source: CSource) -> Bool {
        guard source.isPunctuation(UInt8(ascii: "("), at: index + 1), index + 3 < source.tokens.count,
            source.isPunctuation(UInt8(ascii: ","), at: index + 3)
                || source.isPunctuation(UInt8(ascii: ")"), at: index + 3)
        else { return false }
        return ["false", "0"].contains(source.text(source.tokens[index + 2]))
    }
}
