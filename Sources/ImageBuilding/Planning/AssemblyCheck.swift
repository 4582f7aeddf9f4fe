import DockerfileModel

/// Says whether mixarch can put a stage together itself.
struct AssemblyCheck {
    /// - Returns: the reason why not, with its place; nil when it can.
    func obstacle(in stage: DockerfileStage, _ resolution: StageResolution) -> String? {
        if let run = stage.instructions.first(where: { $0.keyword == .run }) {
            return "RUN in line \(run.position.line) starts programs"
        }
        for copy in resolution.copies {
            if copy.keepsParents, copy.from != nil {
                return
                    "COPY --parents in line \(copy.position.line) takes files from where only the engine knows them all"
            }
            if copy.isAdd, let path = copy.paths.first(where: { RemoteSource($0) == .repository }) {
                return "ADD in line \(copy.position.line) clones \(path)"
            }
        }
        return nil
    }
}
