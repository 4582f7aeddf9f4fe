import Platforms
import Rollout
import ScanReports

/// An audit for spreadsheets, as RFC 4180 has it: a row for each container.
struct AuditCSV {
    private let report: AuditReport

    private static let header = [
        "state", "image", "digest", "platforms", "missing", "namespace", "kind", "name", "container", "architectures",
        "matters", "reason", "suggestion", "error",
    ]

    init(_ report: AuditReport) { self.report = report }

    var text: String { CSVText.text([Self.header] + report.images.flatMap(rows)) }

    private func rows(_ image: AuditedImage) -> [[String]] {
        image.usedBy.map { use in
            [
                image.state.rawValue, image.image, image.digest ?? "",
                image.platforms.map(\.description).joined(separator: " "),
                image.missing.map(\.description).joined(separator: " "), use.namespace, use.kind, use.name,
                use.container, use.architectures.joined(separator: " "), use.matters.map { $0 ? "yes" : "no" } ?? "",
                use.reason ?? "", image.suggestion ?? "", image.error ?? "",
            ]
        }
    }
}
