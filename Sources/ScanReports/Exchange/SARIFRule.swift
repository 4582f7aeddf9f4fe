import RawJSON
import Reporting
import ScanModel

/// A rule as SARIF describes it.
enum SARIFRule {
    static func value(_ group: RuleGroup) -> JSONValue {
        guard let rule = group.rule else {
            return ["id": .string(group.id), "defaultConfiguration": ["level": .string(level(group.severity))]]
        }
        var value: JSONValue = [
            "id": .string(rule.id),
            "shortDescription": ["text": .string(Sentence.capitalised(rule.title))],
            "fullDescription": ["text": .string(Sentence.of(rule.why))],
            "help": [
                "text": .string(RuleText.explanation(of: rule)), "markdown": .string(RuleDocument.body(of: rule)),
            ],
            "defaultConfiguration": ["level": .string(level(rule.severity))],
            "properties": [
                "area": .string(rule.area.rawValue), "effort": .string(rule.effort.rawValue),
                "tags": ["arm64", .string(rule.area.rawValue)],
            ],
        ]
        value["helpUri"] = rule.reference.map { .string($0) }
        return value
    }

    static func level(_ severity: Severity) -> String {
        switch severity {
        case .blocker: "error"
        case .warning: "warning"
        case .note: "note"
        }
    }
}
