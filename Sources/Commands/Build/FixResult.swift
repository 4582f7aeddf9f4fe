import DockerfileModel
import ImageBuilding

/// What `--fix` did, or would do.
struct FixResult: Encodable {
    struct Item: Encodable {
        let stage: String
        let line: Int
        let summary: String
        let reasons: [String]
        let automatic: Bool
    }

    let file: String
    let changed: Bool
    let diff: String
    let proposals: [Item]

    init(file: String, changed: Bool, diff: String, proposals: [Proposal]) {
        self.file = file
        self.changed = changed
        self.diff = diff
        self.proposals = proposals.map {
            Item(
                stage: $0.stage, line: $0.position.line, summary: $0.summary, reasons: $0.reasons,
                automatic: $0.isAutomatic)
        }
    }

    func text(isDryRun: Bool) -> String {
        if isDryRun, changed { return diff }
        var lines = changed ? ["changed \(file)"] : ["nothing to change in \(file)"]
        for proposal in proposals {
            lines.append("  stage \(proposal.stage), line \(proposal.line): \(proposal.summary)")
            lines += proposal.reasons.map { "    \($0)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
