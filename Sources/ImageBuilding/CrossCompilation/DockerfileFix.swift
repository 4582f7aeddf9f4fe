import DockerfileModel
import Reporting

/// Writes cross-compilation into a Dockerfile.
public struct DockerfileFix: Sendable {
    /// What was proposed, stage by stage.
    public let proposals: [Proposal]
    /// The file's text with the proposals written into it.
    public let text: String

    /// - Parameters:
    ///   - plan: what would be done now.
    ///   - text: the Dockerfile that was planned, as it is on disk.
    public init(_ plan: BuildPlan, text: String) {
        let found = CrossCompilation(
            dockerfile: plan.dockerfile, commands: plan.commands, placements: plan.placements
        ).proposals.map(\.proposal)
        proposals = found
        var edits: [DockerfileEdit] = []
        // Stages built upon one another change the same FROM.
        for edit in found.flatMap(\.edits) where !edits.contains(edit) || edit.length == 0 && !Self.isPlatform(edit) {
            edits.append(edit)
        }
        self.text = DockerfileEdit.apply(edits, to: text)
    }

    private static func isPlatform(_ edit: DockerfileEdit) -> Bool { edit.text.hasPrefix("--platform=") }
}
