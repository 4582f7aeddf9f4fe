import Reporting
import ScanModel

/// All rules as a document: docs/rules.md.
public enum RuleDocument {
    /// - Parameter rules: sorted by id.
    /// - Returns: Markdown, ended by a line feed.
    public static func markdown(of rules: [Rule]) -> String {
        """
        # Rules

        What `mixarch scan` looks for: \(Plural.of(rules.count, "rule")). `mixarch scan --explain RULE` tells the same \
        at the terminal. This file is made from the program (`make docs`); don't edit it.

        A *blocker* does not build or run on linux/arm64 until it is changed; a *warning* should be changed; a *note* is \
        worth knowing. The place may make a finding milder than its rule.

        \(Rule.Area.allCases.map { list(of: rules, in: $0) }.filter { !$0.isEmpty }.joined(separator: "\n"))
        \(rules.map { section(of: $0) }.joined(separator: "\n"))
        """
    }

    private static func list(of rules: [Rule], in area: Rule.Area) -> String {
        let rows = rules.filter { $0.area == area }.map { rule in
            "| [`\(rule.id)`](#\(rule.id)) | \(rule.severity.rawValue) | \(rule.effort.rawValue) "
                + "| \(Markdown.escaped(Sentence.capitalised(rule.title))) |\n"
        }
        guard !rows.isEmpty else { return "" }
        let place = RuleText.place(area)
        return "## In \(place)\n\n| Rule | Severity | Effort | What |\n|---|---|---|---|\n" + rows.joined()
    }

    private static func section(of rule: Rule) -> String {
        """
        ## \(rule.id)

        **\(Markdown.escaped(Sentence.capitalised(rule.title)))** · \(rule.severity.rawValue) · \(RuleText.place(rule.area)) · \
        \(rule.effort.rawValue)

        \(body(of: rule))
        """
    }

    /// A rule without its name: why, how to fix it, before and after, where to read on.
    static func body(of rule: Rule) -> String {
        let reference = rule.reference.map { "\nMore: <\($0)>\n" } ?? ""
        return """
            \(Markdown.escaped(Sentence.of(rule.why)))

            **To fix it:** \(Markdown.escaped(Sentence.of(rule.remedy)))

            Before:

            \(Markdown.block(rule.before))
            After:

            \(Markdown.block(rule.after))\(reference)
            """
    }
}

/// All rules for programs.
public enum RuleJSON {
    /// - Parameter rules: sorted by id.
    /// - Returns: `{"rules": […]}`, ended by a line feed.
    /// - Throws: ``Failure`` with code `bug`.
    public static func text(of rules: [Rule]) throws(Failure) -> String { try JSONReport.text(["rules": rules]) }
}
