import Console
import ImageBuilding
import Platforms

/// A plan or a build for people.
struct BuildText {
    let stages: [PlannedStage]
    let terminal: Terminal

    /// What runs where, and why.
    var text: String {
        var table = Table(["stage", "runs", "for", "time", "why"])
        for stage in stages {
            table.add([
                stage.name, stage.runs.rawValue, stage.platforms.map(\.description).joined(separator: ","),
                stage.seconds.map { Measures.time(.seconds($0)) } ?? "", stage.why,
            ])
        }
        let proposals = stages.compactMap { stage in stage.proposal.map { "stage \(stage.name): \($0)\n" } }
        return table.text + (proposals.isEmpty ? "" : "\n" + proposals.joined())
    }

    /// The stages, and what came out.
    func text(of result: BuildResult) -> String {
        let names = result.references.map { terminal.styled($0, .strong) }.joined(separator: "\n")
        return text + "\n\(names)\n\(result.digest)  \(result.platforms.map(\.description).joined(separator: ", "))\n"
    }
}
