import Reporting
import ScanModel

/// Code that takes x87's 80-bit numbers apart: on arm64 `long double` has another layout, of 128 bits.
struct LongDoubleLayoutCheck: CCheck {
    private let source: CSource

    static func find(in source: CSource, _ collector: inout CandidateCollector) {
        guard source.hasAny(of: .union, .staticAssertion) else { return }
        let check = LongDoubleLayoutCheck(source: source)
        for index in source.tokens.indices {
            let token = source.tokens[index]
            if token.word == .union, let open = check.body(behind: index), let member = check.extendedMember(open) {
                let member = source.tokens[member]
                collector.add(
                    CFamilyRules.extendedFloat, at: member.range.lowerBound, region: member.region, family: "layout",
                    severity: .warning,
                    message: "a long double is taken apart as a number of x87: on arm64 it has 113 bits of mantissa")
            }
            if token.word == .staticAssertion, check.assertsExtended(index + 1) {
                collector.add(
                    CFamilyRules.extendedFloat, at: token.range.lowerBound, region: token.region, family: "assertion",
                    message: "this assertion fails on arm64, where long double has 113 bits of mantissa")
            }
        }
    }

    /// `union {` or `union name {`
    private func body(behind index: Int) -> Int? {
        [index + 1, index + 2].first { source.isPunctuation(UInt8(ascii: "{"), at: $0) }
    }

    private func text(_ index: Int) -> Substring {
        source.kind(at: index) == .identifier ? source.text(source.tokens[index]) : ""
    }

    /// A union of `long double` and of members with 80 bits, or 96 with the padding of 32-bit machines.
    /// - Returns: where `long double` stands.
    private func extendedMember(_ open: Int) -> Int? {
        let end = source.skipBrackets(at: open, limit: 160)
        var member: Int?
        var hasParts = false
        var index = open + 1
        while index < end - 1 {
            if text(index) == "long", text(index + 1) == "double" { member = index }
            if source.isPunctuation(UInt8(ascii: "{"), at: index) {
                let close = source.skipBrackets(at: index, limit: 120)
                let bits = members(in: (index + 1)..<max(index + 1, close - 1)).reduce(0, +)
                hasParts = hasParts || bits == 80 || bits == 96
                index = close
            } else {
                index += 1
            }
        }
        return hasParts ? member : nil
    }

    /// The widths of members that are declared one after the other.
    private func members(in range: Range<Int>) -> [Int] {
        range.split { source.isPunctuation(UInt8(ascii: ";"), at: $0) }.map { width(Array($0)) }
    }

    private func width(_ member: [Int]) -> Int {
        if let colon = member.firstIndex(where: { source.isPunctuation(UInt8(ascii: ":"), at: $0) }) {
            return member.dropFirst(colon + 1).first.flatMap { number($0) } ?? 0
        }
        let words = member.map { text($0) }
        guard let bits = Self.widths.first(where: { words.contains($0.name) })?.bits else { return 0 }
        let open = member.firstIndex { source.isPunctuation(UInt8(ascii: "["), at: $0) }
        let count = open.flatMap { member.dropFirst($0 + 1).first }.flatMap { number($0) } ?? 1
        let names = member.count { source.isPunctuation(UInt8(ascii: ","), at: $0) } + 1
        return count > 0 && count < 16 ? bits * count * names : 0
    }

    private func number(_ index: Int) -> Int? {
        guard source.kind(at: index) == .number else { return nil }
        return ConditionParser.number(source.bytes[source.tokens[index].range])
    }

    /// The wider word of a type first: "unsigned long long", "short int".
    private static let widths: [(name: Substring, bits: Int)] = [
        ("uint64_t", 64), ("int64_t", 64), ("u_int64_t", 64), ("uint32_t", 32), ("int32_t", 32), ("u_int32_t", 32),
        ("uint16_t", 16), ("int16_t", 16), ("u_int16_t", 16), ("uint8_t", 8), ("long", 64), ("short", 16), ("char", 8),
        ("int", 32), ("unsigned", 32),
    ]

    /// `static_assert(LDBL_MANT_DIG == 64, …)`
    private func assertsExtended(_ open: Int) -> Bool {
        guard source.isPunctuation(UInt8(ascii: "("), at: open) else { return false }
        let range = open..<source.skipBrackets(at: open, limit: 40)
        let asks =
            range.contains { ["LDBL_MANT_DIG", "__LDBL_MANT_DIG__"].contains(text($0)) }
            || range.contains { text($0) == "long" && text($0 + 1) == "double" }
                && range.contains { text($0) == "digits" }
        return asks
            && range.contains {
                number($0) == 64 && source.isPunctuation(UInt8(ascii: "="), at: $0 - 1)
                    && source.isPunctuation(UInt8(ascii: "="), at: $0 - 2)
            }
    }
}
