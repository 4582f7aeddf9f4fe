import DockerfileModel

/// Proposes cross-compilation for the stages that have to run on the target's architecture.
struct CrossCompilation {
    let dockerfile: Dockerfile
    let commands: [Int: StageCommands]
    let placements: StagePlacements

    /// A proposal for each stage that has one, in the Dockerfile's order.
    var proposals: [(stage: Int, proposal: Proposal)] {
        dockerfile.stages.compactMap { stage in proposal(for: stage).map { (stage.index, $0) } }
    }

    private func proposal(for stage: DockerfileStage) -> Proposal? {
        guard placements.placement(of: stage.index) == .own, !placements.foundation.contains(stage.index),
            placements.named[stage.index] == nil, let own = commands[stage.index],
            case .dependent(let reason)? = placements.judgements[stage.index]
        else { return nil }
        do {
            let root = try root(of: stage)
            var fix = StageFix(dockerfile: dockerfile, stage: stage, root: root, commands: own, base: base(of: root))
            try fix.make(reason)
            return Proposal(
                stage: stage.title, position: stage.from.position, summary: fix.summary, reasons: fix.reasons,
                edits: fix.edits)
        } catch {
            return Proposal(
                stage: stage.title, position: stage.from.position, summary: error.summary, reasons: [], edits: [])
        }
    }

    /// The stage whose FROM names the image.
    private func root(of stage: DockerfileStage) throws(ByHand) -> DockerfileStage {
        var root = stage
        while case .stage(let parent)? = placements.resolution(of: root.index)?.base {
            root = dockerfile.stages[parent]
            guard !placements.foundation.contains(parent) else {
                throw ByHand("it builds upon \(root.title), as the image does: begin it with a FROM of its own")
            }
        }
        return root
    }

    private func base(of root: DockerfileStage) -> String {
        if case .image(let name)? = placements.resolution(of: root.index)?.base { name } else { "scratch" }
    }
}
