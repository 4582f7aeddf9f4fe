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

    var text: String {
        PageFrame(
            title: "\(context.subject): \(report.verdict.rawValue) for \(report.target.description)", command: "scan",
            skip: "the verdict",
            sections: ["Plan", "Overview", "Findings", "Dependencies", "Evidence"].map { ($0.lowercased(), $0) },
            script: PageScript.source, main: main,
            footer: """
                Made by mixarch \(context.version)\(context.date.map { " on \($0)" } ?? ""). \
                The same tree gives the same page.
                """
        ).text
    }

    private var main: HTML {
        """
        \(VerdictSection(report: report, context: context).markup)
        \(PlanSection(groups: groups).markup)
        \(OverviewSection(report: report, groups: groups).markup)
        \(FindingSection(groups: groups, total: report.findings.count).markup)
        \(DependencySection(dependencies: report.dependencies).markup)
        \(EvidenceSection(evidence: report.evidence).markup)
        """
    }
}
