import ConfigurationAnalysis
import DependencyAnalysis
import Reporting
import ScanModel
import SourceAnalysis

/// All that scans look for.
public struct RuleCatalogue: Sendable {
    /// Sorted by id.
    public let rules: [Rule]
    private let byID: [String: Rule]

    /// The rules of this version of mixarch.
    public static let standard = RuleCatalogue(
        (SourceAnalyses.all + ConfigurationAnalyses.all + DependencyAnalyses.all).flatMap { $0.rules }
            + BinaryRules.all + [InlineIgnores.rule])

    /// - Parameter rules: in any order.
    public init(_ rules: [Rule]) {
        // Analyses may share a rule; two rules may not share an id.
        self.rules = Set(rules).sorted { ($0.id, $0.title) < ($1.id, $1.title) }
        byID = Dictionary(rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// - Returns: the rule with this id; nil when there is none.
    public subscript(id: String) -> Rule? { byID[id] }

    /// - Parameter word: what somebody wrote instead of a rule's id.
    /// - Returns: the ids that may have been meant, the nearest first.
    public func names(near word: String) -> [String] {
        let ids = rules.map { $0.id }
        let asked = word.lowercased()
        let slip = Suggestion.nearest(to: asked, in: ids)
        let parts = Set(Self.words(asked).filter { $0.count > 2 })
        let related = ids.map { id in (id, Self.words(id).count { parts.contains($0) }) }
            .filter { id, shared in shared > 0 || (asked.count > 2 && id.contains(asked)) }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
            .map { $0.0 }
        return Array(([slip].compactMap { $0 } + related.filter { $0 != slip }).prefix(5))
    }

    private static func words(_ id: String) -> [Substring] { id.split { $0 == "-" } }
}
