import ScanModel

/// Headers that only x86 has.
enum HeaderCheck: CCheck {
    static func find(in source: CSource, _ collector: inout CandidateCollector) {
        for include in source.includes {
            // GCC has no <quadmath.h> for arm64: long double is as wide there.
            if include.name == "quadmath.h" {
                collector.add(
                    CFamilyRules.extendedFloat, at: include.offset, region: include.region, family: include.name,
                    message: "<quadmath.h> and libquadmath do not exist for arm64, where long double has 128 bits")
            } else if X86Headers.isX86(include.name) {
                collector.add(
                    CFamilyRules.header, at: include.offset, region: include.region, family: include.name,
                    // A kernel has <asm/…> of its own, for each machine, and settings that choose its drivers.
                    requirement: include.isQuoted || include.name.hasSuffix("mmintrin.h")
                        || include.name.hasPrefix("asm/")
                        ? .foreignHeader(include.name) : .nothing,
                    message: "<\(include.name)> exists for x86 only, and this line is compiled on arm64 too")
            } else if X86Headers.isX86Library(include.name) {
                collector.add(
                    CFamilyRules.library, at: include.offset, region: include.region, family: include.name,
                    requirement: .foreignHeader(include.name),
                    message: "<\(include.name)> belongs to a library that is made for x86 only")
            }
        }
    }
}
