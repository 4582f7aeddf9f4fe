import ScanModel

/// x86's intrinsic functions and types, and GCC's questions for what an x86 processor can do.
enum IntrinsicCheck: CCheck {
    static func find(in source: CSource, _ collector: inout CandidateCollector) {
        guard source.hasAny(of: .intrinsic, .cpuDetection) else { return }
        let own = ownNames(in: source)
        // A file of intrinsics has the same ones many times.
        var families: [UInt64: String] = [:]
        for (index, token) in source.tokens.enumerated() {
            switch token.word {
            case .intrinsic:
                let hash = NameHash.of(source.bytes[token.range])
                guard !own.contains(hash), !isMember(index, in: source), !standsBesideNEON(index, in: source) else {
                    continue
                }
                let name = source.text(token)
                let family: String
                if let known = families[hash] {
                    family = known
                } else {
                    family = Intrinsics.family(name)
                    families[hash] = family
                }
                collector.add(
                    CFamilyRules.intrinsics, at: token.range.lowerBound, region: token.region, family: family,
                    requirement: .noTranslation(name: hash), message: "\(name) exists on x86 only (\(family))")
            case .cpuDetection where source.isPunctuation(UInt8(ascii: "("), at: index + 1):
                detection(token, asks: source.tokens[min(index + 2, source.tokens.count - 1)], in: source, &collector)
            default: continue
            }
        }
    }

    private static func detection(
        _ token: CToken, asks argument: CToken, in source: CSource, _ collector: inout CandidateCollector
    ) {
        let feature = argument.kind == .string ? source.text(argument).filter { $0 != "\"" } : ""
        if !feature.isEmpty, TargetFeatures.isARM64(feature) { return }
        collector.add(
            CFamilyRules.detection, at: token.range.lowerBound, region: token.region,
            message: "\(source.text(token)) asks for features of x86 and does not compile for arm64")
    }

    /// The intrinsics that a file defines for itself.
    static func ownNames(in source: CSource) -> Set<UInt64> {
        var names: Set<UInt64> = []
        for definition in source.definitions where source.regions[Int(definition.region)].known != .no {
            let name = source.bytes[definition.name]
            guard name.first == UInt8(ascii: "_") else { continue }
            let hash = NameHash.of(name)
            let isIntrinsic = name.withUnsafeBufferPointer { Intrinsics.isIntrinsic($0, hash: hash) }
            if isIntrinsic { names.insert(hash) }
        }
        guard source.hasAny(of: .intrinsic) else { return names }
        for (index, token) in source.tokens.enumerated() where token.word == .intrinsic {
            if isDefined(index, in: source) { names.insert(NameHash.of(source.bytes[token.range])) }
        }
        return names
    }

    /// `type name(...) {`, or the last name of a typedef.
    private static func isDefined(_ index: Int, in source: CSource) -> Bool {
        guard index > 0 else { return false }
        let before = source.tokens[index - 1]
        let isAfterType =
            before.kind == .identifier && before.word != .keyword
            || source.isPunctuation(UInt8(ascii: "*"), at: index - 1)
        if source.isPunctuation(UInt8(ascii: "("), at: index + 1) {
            return isAfterType
                && source.isPunctuation(UInt8(ascii: "{"), at: source.skipBrackets(at: index + 1, limit: 100))
        }
        guard source.isPunctuation(UInt8(ascii: ";"), at: index + 1) else { return false }
        let isTypedef = source.tokens[max(0, index - 6)..<index].contains { $0.word == .typedef }
        return isTypedef || source.isPunctuation(UInt8(ascii: "}"), at: index - 1)
    }

    /// How many tokens of a call are looked at on both sides of a name.
    private static let callReach = 8

    /// `CONTAINER_FN(or, |, _mm256_or_si256, vorrq_u64)`: the macro takes the one that fits.
    private static func standsBesideNEON(_ index: Int, in source: CSource) -> Bool {
        let isArgument =
            (source.isPunctuation(UInt8(ascii: ","), at: index - 1)
                || source.isPunctuation(UInt8(ascii: "("), at: index - 1))
            && (source.isPunctuation(UInt8(ascii: ","), at: index + 1)
                || source.isPunctuation(UInt8(ascii: ")"), at: index + 1))
        guard isArgument else { return false }
        let near = max(0, index - callReach)..<min(source.tokens.count, index + callReach)
        return source.tokens[near].contains { token in
            guard token.kind == .identifier, source.bytes[token.range.lowerBound] == UInt8(ascii: "v") else {
                return false
            }
            let end = source.text(token).split(separator: "_").last ?? ""
            return ["u8", "u16", "u32", "u64", "s8", "s16", "s32", "s64", "f32", "f64"].contains(end)
        }
    }

    private static func isMember(_ index: Int, in source: CSource) -> Bool {
        source.isPunctuation(UInt8(ascii: "."), at: index - 1)
            || source.isPunctuation(UInt8(ascii: ">"), at: index - 1)
                && source.isPunctuation(UInt8(ascii: "-"), at: index - 2)
    }
}
