import DockerfileModel

/// Finds out which stages a file may have been made in.
struct FileOrigin {
    let plan: BuildPlan

    /// - Parameters:
    ///   - path: a file.
    ///   - index: the stage that it is in.
    /// - Returns: the stages that run on this machine by presumption, among those that can have made it.
    func stages(of path: String, in index: Int) -> Set<Int> {
        var path = StageFiles.join("/", path)
        var index = index
        while let (source, original) = copied(path, in: index) {
            index = source
            path = original
        }
        // It, or what it was made of, may be there from the stages that it begins with.
        var found: Set<Int> = []
        var next: Int? = index
        while let stage = next {
            if plan.placements.isPresumed(stage) { found.insert(stage) }
            next = if case .stage(let parent)? = plan.placements.resolution(of: stage)?.base { parent } else { nil }
        }
        return found
    }

    /// - Returns: the stage that a file was copied from, and its path there; nil when no COPY brought it.
    private func copied(_ path: String, in index: Int) -> (Int, String)? {
        guard let resolution = plan.placements.resolution(of: index) else { return nil }
        let folder = plan.commands[index]?.folder ?? "/"
        for copy in resolution.copies.reversed() {
            guard let from = copy.from, let source = plan.dockerfile.stage(from, before: index),
                plan.placements.placement(of: source.index) != .own
            else { continue }
            let destination = StageFiles.join(folder, copy.destination)
            guard path == destination || path.hasPrefix(destination == "/" ? "/" : destination + "/") else { continue }
            let rest = String(path.dropFirst(destination.count))
            let origin = copy.paths.first.map { StageFiles.join("/", $0 + "/" + rest) }
            return (source.index, origin ?? path)
        }
        return nil
    }
}
