import ArgumentParser
import PortingScan
import Reporting
import ScanReports

/// What is told of the rules, without a scan.
struct RuleOptions: ParsableArguments {
    @Flag(help: "List all rules, also with --format json or markdown.")
    var rules = false

    @Option(help: ArgumentHelp("Explain one rule: why it matters, how to fix it, before and after.", valueName: "rule"))
    var explain: String?

    /// - Returns: nil when nothing was asked.
    func text(as format: ReportFormat, style: TextStyle) throws(Failure) -> String? {
        let catalogue = RuleCatalogue.standard
        if let explain {
            guard let rule = catalogue[explain] else { throw Self.unknown(explain, catalogue) }
            return try format == .json ? RuleJSON.text(of: [rule]) : RuleText.explanation(of: rule, style: style)
        }
        guard rules else { return nil }
        switch format {
        case .text: return RuleText.table(of: catalogue.rules)
        case .json: return try RuleJSON.text(of: catalogue.rules)
        case .markdown: return RuleDocument.markdown(of: catalogue.rules)
        case .sarif, .csv, .html:
            throw Failure(.usage, "rules are listed as text, json or markdown, not as \(format.rawValue)")
        }
    }

    private static func unknown(_ name: String, _ catalogue: RuleCatalogue) -> Failure {
        let names = catalogue.names(near: name)
        let hint = names.isEmpty ? "" : "did you mean \(names.joined(separator: ", "))? "
        return Failure(.usage, "there is no rule \"\(name)\"", hint: hint + "mixarch scan --rules lists all")
    }
}
