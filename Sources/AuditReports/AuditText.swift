import Console
import Platforms
import Reporting
import Rollout
import ScanReports

/// An audit for a terminal: a row for each image, the worst first, and the answer at the end, where one looks.
struct AuditText {
    private let report: AuditReport
    private let terminal: Terminal

    init(_ report: AuditReport, terminal: Terminal) {
        self.report = report
        self.terminal = terminal
    }

    /// A single row does not become wider than people can read.
    private static let shownWorkloads = 2

    var text: String {
        let sentence = AuditSentence(report: report)
        var text = report.images.isEmpty ? "" : table + "\n"
        for note in report.notes { text += terminal.styled("note: ", .caution) + Printable.text(note) + "\n" }
        let style: Terminal.Style =
            report.summary.mattering > 0 ? .bad : report.summary.unreadable > 0 ? .caution : .good
        text += terminal.styled(sentence.headline + ".", style) + "\n" + terminal.styled(sentence.scope, .faint) + "\n"
        return text
    }

    private var table: String {
        var table = Table(["image", "platforms", "missing", "used by", "why"])
        for image in report.images {
            var why = image.reason
            if let suggestion = image.suggestion { why += (why.isEmpty ? "" : "; ") + "\(suggestion) has it" }
            table.add(
                [
                    image.image, image.platforms.map(\.description).joined(separator: ","),
                    image.error != nil ? "?" : image.missing.map(\.description).joined(separator: ","), users(image),
                    why,
                ].map { Printable.text($0) })
        }
        return table.text
    }

    private func users(_ image: AuditedImage) -> String {
        // Those where it matters are those to be named.
        let matters = Set(image.usedBy.filter { $0.matters == true }.map { "\($0.namespace)/\($0.workload)" })
        let workloads = image.workloads.filter(matters.contains) + image.workloads.filter { !matters.contains($0) }
        let rest = workloads.count - Self.shownWorkloads
        return workloads.prefix(Self.shownWorkloads).joined(separator: ", ") + (rest > 0 ? " +\(rest)" : "")
    }
}
