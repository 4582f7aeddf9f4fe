import Crypto
import FoundationEssentials
import Platforms
import PortingScan
import Reporting
import ScanModel

/// The report as one page for everybody: nothing is loaded from elsewhere, and no text of the project can do anything.
struct HTMLReport {
    private let report: ScanReport
    private let groups: [RuleGroup]
    private let context: ReportContext

    init(_ report: ScanReport, catalogue: RuleCatalogue, context: ReportContext) {
        self.report = report
        self.context = context
        groups = RuleGroup.groups(of: report.findings, catalogue)
    }

    var text: String { page.source }

    private var page: HTML {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="\(policy)">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(context.subject): \(report.verdict.rawValue) for \(report.target.description)</title>
        <style>\(PageStyle.sheet)</style>
        </head>
        <body>
        <a class="skip" href="#main">Skip to the verdict</a>
        \(bar)
        <main id="main">
        \(VerdictSection(report: report, context: context).markup)
        \(PlanSection(groups: groups).markup)
        \(OverviewSection(report: report, groups: groups).markup)
        \(FindingSection(groups: groups, total: report.findings.count).markup)
        \(DependencySection(dependencies: report.dependencies).markup)
        \(EvidenceSection(evidence: report.evidence).markup)
        </main>
        <footer>Made by mixarch \(context.version)\(context.date.map { " on \($0)" } ?? ""). \
        The same tree gives the same page.</footer>
        <script>\(PageScript.source)</script>
        </body>
        </html>

        """
    }

    private var bar: HTML {
        """
        <header class="bar"><div>
        <span class="mark">mixarch <b>scan</b></span>
        <nav aria-label="Sections"><a href="#plan">Plan</a><a href="#overview">Overview</a>\
        <a href="#findings">Findings</a><a href="#dependencies">Dependencies</a><a href="#evidence">Evidence</a></nav>
        <button type="button" id="theme" hidden>Dark</button>
        </div></header>
        """
    }

    /// Only this page's own style and script, known by their digests; no text can add another.
    private var policy: String {
        let style = Self.digest(PageStyle.sheet.source)
        let script = Self.digest(PageScript.source.source)
        return "default-src 'none'; style-src 'sha256-\(style)'; script-src 'sha256-\(script)'; base-uri 'none'; "
            + "form-action 'none'"
    }

    private static func digest(_ text: String) -> String {
        Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
    }
}
