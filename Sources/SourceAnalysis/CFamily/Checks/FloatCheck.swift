import ScanModel

/// The 80-bit numbers of x87 and GCC's other types that arm64 lacks.
enum FloatCheck: CCheck {
    static func find(in source: CSource, _ collector: inout CandidateCollector) {
        guard source.hasAny(of: .extendedFloat, .fpuControl) else { return }
        for token in source.tokens {
            switch token.word {
            case .extendedFloat:
                collector.add(
                    CFamilyRules.extendedFloat, at: token.range.lowerBound, region: token.region,
                    message: "\(source.text(token)) is a type of x86 compilers; GCC for arm64 does not know it")
            case .fpuControl:
                collector.add(
                    CFamilyRules.extendedFloat, at: token.range.lowerBound, region: token.region, family: "control",
                    message: "\(source.text(token)) is a setting of x87; <fpu_control.h> for arm64 does not have it")
            default: continue
            }
        }
    }
}
