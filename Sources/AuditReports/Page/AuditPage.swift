import Platforms
import Reporting
import Rollout
import ScanReports

/// An audit as one page for everybody: nothing is loaded from elsewhere.
struct AuditPage {
    private let report: AuditReport
    private let version: String
    private let date: String?

    init(_ report: AuditReport, version: String, date: String?) {
        self.report = report
        self.version = version
        self.date = date
    }

    var text: String {
        PageFrame(
            title: "\(name): \(AuditSentence(report: report).headline)", command: "audit", skip: "the answer",
            sections: [("overview", "Overview"), ("images", "Images")]
                + (report.notes.isEmpty ? [] : [("notes", "Notes")]),
            style: AuditStyle.sheet, script: AuditScript.source, main: main,
            footer: """
                Made by mixarch \(version)\(date.map { " on \($0)" } ?? ""). The same cluster gives the same page.
                """
        ).text
    }

    private var name: String { report.cluster.isEmpty ? "Cluster" : report.cluster }

    private var main: HTML {
        """
        \(answer)
        \(AuditOverview(report: report).markup)
        \(AuditImageSection(images: report.images).markup)
        \(notes)
        """
    }

    private var answer: HTML {
        let summary = report.summary
        let sentence = AuditSentence(report: report)
        return """
            <section class="verdict \(tone)" aria-labelledby="answer">
            <p class="subject"><span class="badge">\(badge)</span> \(name)</p>
            <h1 id="answer">\(sentence.headline).</h1>
            <ul class="reasons"><li>\(sentence.scope).</li>\(requirement)</ul>
            <dl class="figures">\(figure(summary.mattering, "missing", "blocker"))\
            \(figure(summary.unreadable, "unreadable", "warning"))\
            \(figure(summary.harmless, "missing, not needed", "note"))\(figure(summary.complete, "complete"))\
            \(figure(summary.workloads, summary.workloads == 1 ? "workload" : "workloads"))\
            \(figure(summary.pods, summary.pods == 1 ? "pod" : "pods"))</dl>
            </section>
            """
    }

    private var tone: String {
        if report.summary.mattering > 0 { return "blocked" }
        return report.summary.unreadable > 0 || report.failure != nil ? "inconclusive" : "ready"
    }

    private var badge: String {
        if report.failure != nil { return "Requirement not met" }
        if report.summary.mattering > 0 { return "Not ready" }
        return report.summary.unreadable > 0 ? "Not all known" : "Ready"
    }

    private var requirement: HTML? {
        report.failure.map { "<li>Required, and not met: \($0.message).</li>" }
    }

    private func figure(_ count: Int, _ label: String, _ kind: String = "") -> HTML {
        // A nought has no colour: it is nothing to look at.
        "<div class=\"\(count == 0 ? "none" : kind)\"><dt>\(label)</dt><dd>\(count)</dd></div>"
    }

    private var notes: HTML? {
        guard !report.notes.isEmpty else { return nil }
        return """
            <section id="notes" aria-labelledby="notes-title"><h2 id="notes-title">Not looked at, or not read</h2>
            <ul class="reasons">\(report.notes.map { "<li>\($0).</li>" as HTML })</ul></section>
            """
    }
}
