import Platforms
import Reporting
import Rollout

/// How a cluster stands, in sentences.
struct AuditSentence {
    let report: AuditReport

    /// The answer.
    var headline: String {
        let summary = report.summary
        if summary.images == 0 { return "No workload was found" }
        if summary.mattering > 0 {
            let verb = summary.mattering == 1 ? "lacks" : "lack"
            return
                "\(Self.share(summary.mattering, of: summary.images)) \(verb) an architecture that \(summary.mattering == 1 ? "its" : "their") pods may meet"
        }
        if summary.unreadable > 0 {
            return "Nothing is known to be missing, but \(Plural.of(summary.unreadable, "image")) could not be read"
        }
        if summary.harmless > 0 { return "Every image has the architectures that its pods can be scheduled to" }
        return summary.images == 1
            ? "The only image has every architecture"
            : "All \(Plural.grouped(summary.images)) images have every architecture"
    }

    /// What was looked at.
    var scope: String {
        let nodes = report.nodes.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        let required =
            report.required.isEmpty
            ? "" : "; required: " + report.required.map(\.description).joined(separator: ", ")
        return "\(Plural.of(report.summary.workloads, "workload")) and \(Plural.of(report.summary.pods, "pod")) in "
            + (report.namespace.map { "namespace \($0)" } ?? "all namespaces")
            + (nodes.isEmpty ? "" : "; nodes: \(nodes)") + required
    }

    private static func share(_ part: Int, of whole: Int) -> String {
        "\(Plural.grouped(part)) of \(Plural.of(whole, "image"))"
    }
}

extension AuditedImage {
    /// Why it is where it is, once for all that use it; empty when there is nothing to say.
    var reason: String {
        if let error { return error }
        let telling = usedBy.first { $0.matters == true } ?? usedBy.first
        guard let telling, let reason = telling.reason else { return "" }
        return reason
    }

    /// The workloads that use it, each once.
    var workloads: [String] {
        var seen: [String] = []
        for use in usedBy where !seen.contains("\(use.namespace)/\(use.workload)") {
            seen.append("\(use.namespace)/\(use.workload)")
        }
        return seen
    }
}

extension AuditedImage.State {
    /// What people call it.
    var title: String {
        switch self {
        case .lacking: "missing"
        case .unreadable: "unreadable"
        case .harmless: "missing, not needed"
        case .complete: "complete"
        }
    }

    /// The class that gives the colour.
    var kind: String {
        switch self {
        case .lacking: "blocker"
        case .unreadable: "warning"
        case .harmless: "note"
        case .complete: "good"
        }
    }
}
