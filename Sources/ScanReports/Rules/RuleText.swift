import Console
import Reporting
import ScanModel

/// Rules for people at a terminal: what `mixarch scan --rules` and `--explain` print.
public enum RuleText {
    /// - Parameter rules: in the order of the table.
    /// - Returns: a table.
    public static func table(of rules: [Rule]) -> String {
        var table = Table(["rule", "severity", "area", "effort", "what"])
        for rule in rules {
            table.add([
                rule.id, rule.severity.rawValue, rule.area.rawValue, rule.effort.rawValue,
                Sentence.capitalised(rule.title),
            ])
        }
        return table.text
    }

    /// - Parameters:
    ///   - rule: what is explained.
    ///   - style: how it looks.
    /// - Returns: all that is known of it, with a before and an after.
    public static func explanation(of rule: Rule, style: TextStyle = .plain) -> String {
        var parts = [
            "\(style.terminal.styled(rule.id, .strong)): \(Sentence.capitalised(rule.title))\n"
                + "\(rule.severity.rawValue), in \(place(rule.area)), \(rule.effort.rawValue) for each place\n",
            section("Why", style.wrapped(Sentence.of(rule.why), indent: 2, first: 2), style),
            section("To fix it", style.wrapped(Sentence.of(rule.remedy), indent: 2, first: 2), style),
            section("Before", indented(rule.before), style),
            section("After", indented(rule.after), style),
        ]
        if let reference = rule.reference { parts.append(section("More", reference, style)) }
        parts.append(
            section("To ignore one place", "mixarch:ignore \(rule.id) REASON   (in a comment, there or above)", style))
        return parts.joined(separator: "\n")
    }

    private static func section(_ title: String, _ text: String, _ style: TextStyle) -> String {
        "\(style.terminal.styled(title, .strong))\n  \(text)\n"
    }

    private static func indented(_ code: String) -> String {
        code.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  ")
    }

    /// An area in words.
    static func place(_ area: Rule.Area) -> String {
        switch area {
        case .source: "sources"
        case .build: "build files"
        case .deployment: "deployment files"
        case .dependency: "dependencies"
        case .binary: "binaries"
        }
    }
}
