import NodeGroups
import Reporting

/// What the first node would break, for people.
enum JoinText {
    private static let titles: [JoinFinding.Kind: String] = [
        .crashes: "would break on the new nodes:", .unknown: "may break on the new nodes:",
        .absent: "would not run on the new nodes:", .keptAway: "kept away by the taint alone:",
    ]

    /// - Returns: a line for each finding, and one for its remedy.
    static func lines(_ report: JoinReport) -> [String] {
        var lines: [String] = []
        for kind in JoinFinding.Kind.allCases {
            let findings = report.findings.filter { $0.kind == kind }
            guard !findings.isEmpty, let title = titles[kind] else { continue }
            lines.append(title)
            for finding in findings {
                let place = finding.namespace.map { " in \($0)" } ?? ""
                lines.append("  \(finding.object)\(place): \(finding.why)")
                if let remedy = finding.remedy { lines.append("    \(remedy)") }
            }
        }
        lines += report.gaps.map { "not looked at: " + $0 }
        let ready = report.addons.filter { $0.architectures.contains("arm64") }.map { "\($0.name) \($0.version)" }
        let notes =
            (ready.isEmpty ? [] : ["add-ons with arm64, says EKS: " + ready.joined(separator: ", ")])
            + report.notes.map { "note: " + $0 }
        guard lines.isEmpty else { return lines + notes }
        return notes + [
            "nothing would break: \(Plural.of(report.workloads, "workload")) with \(Plural.of(report.images, "image")) looked at"
        ]
    }
}
