import ScanModel

/// `#error` where an architecture was asked for and arm64 is none of those that are known.
enum ErrorDirectiveCheck: CCheck {
    static func find(in source: CSource, _ collector: inout CandidateCollector) {
        for refusal in source.refusals where refusal.asksForArchitecture {
            collector.add(
                CFamilyRules.refusal, at: refusal.offset, region: refusal.region, family: "\(refusal.offset)",
                message: "this #error is reached on arm64: no condition before it is true there")
        }
    }
}
