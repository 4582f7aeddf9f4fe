import PortingScan
import Reporting
import ScanModel

/// All findings of one rule, with what is known of the rule.
struct RuleGroup {
    /// The rule's id.
    let id: String
    /// Nil when the catalogue doesn't have it.
    let rule: Rule?
    /// In the report's order.
    let findings: [Finding]
    /// The worst of the findings.
    let severity: Severity

    var title: String { rule.map { Sentence.capitalised($0.title) } ?? id }
    var fileCount: Int { Set(findings.lazy.map { $0.file }).count }
    /// What the whole rule costs to fix can't be known; what one place does can.
    var effort: Rule.Effort? { rule?.effort }

    /// The worst first; of equals those with most findings.
    static func groups(of findings: [Finding], _ catalogue: RuleCatalogue) -> [RuleGroup] {
        Dictionary(grouping: findings) { $0.rule }.map { id, findings in
            RuleGroup(
                id: id, rule: catalogue[id], findings: findings,
                severity: findings.map { $0.severity }.max() ?? .note)
        }
        .sorted { ($1.severity, $1.findings.count, $0.id) < ($0.severity, $0.findings.count, $1.id) }
    }
}
