import Reporting
import ScanModel

/// Functions that are compiled for features of x86, by an attribute or a pragma.
enum AttributeCheck: CCheck {
    static func find(in source: CSource, _ collector: inout CandidateCollector) {
        if source.hasAny(of: .targetAttribute) { findAttributes(in: source, &collector) }
        for pragma in source.pragmas {
            let text = source.text(pragma.range)
            let words = text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.prefix(4)
            let isTarget = words.starts(with: ["GCC", "target"])
            let isAttribute = words.starts(with: ["clang", "attribute"]) && text.contains("target")
            guard isTarget || isAttribute, let feature = quoted(text).first(where: { TargetFeatures.isX86($0) }) else {
                continue
            }
            collector.add(
                CFamilyRules.targetAttribute, at: pragma.range.lowerBound, region: pragma.region,
                message: "the pragma asks for \(feature), which is a feature of x86: compilers for arm64 refuse it")
        }
    }

    private static func findAttributes(in source: CSource, _ collector: inout CandidateCollector) {
        for (index, token) in source.tokens.enumerated() {
            guard token.word == .targetAttribute, source.isPunctuation(UInt8(ascii: "("), at: index + 1),
                isAttribute(index, in: source)
            else { continue }
            let arguments = source.tokens[(index + 2)..<source.skipBrackets(at: index + 1, limit: 40)]
            let features = arguments.filter { $0.kind == .string }.map { source.text($0) }
            guard let feature = features.first(where: { TargetFeatures.isX86($0) }) else { continue }
            collector.add(
                CFamilyRules.targetAttribute, at: token.range.lowerBound, region: token.region,
                message: "the attribute asks for \(feature), which is a feature of x86: compilers for arm64 refuse it")
        }
    }

    /// `target` is a common name; it means something within an attribute.
    private static func isAttribute(_ index: Int, in source: CSource) -> Bool {
        source.tokens[max(0, index - 10)..<index].contains { $0.word == .attribute }
    }

    private static func quoted(_ text: Substring) -> [Substring] {
        text.split(separator: "\"", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
            .map { $0.element }
    }
}
