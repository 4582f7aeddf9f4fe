import DockerfileModel

/// Says whether mixarch can put a stage together itself.
struct AssemblyCheck {
    private static let archiveSuffixes = [
        ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tbz", ".tar.xz", ".txz", ".tar.zst", ".tzst",
    ]

    /// - Returns: the reason why not, with its place; nil when it can.
    func obstacle(in stage: DockerfileStage, _ resolution: StageResolution) -> String? {
        for instruction in stage.instructions {
            let keyword = instruction.keyword
            if keyword == .run { return "RUN in line \(instruction.position.line) starts programs" }
            guard keyword == .copy || keyword == .add else { continue }
            for name in ["parents", "exclude", "checksum", "keep-git-dir", "unpack"] where instruction.flag(name) != nil
            {
                return "\(keyword.rawValue) --\(name) in line \(instruction.position.line) is the engine's to do"
            }
        }
        for copy in resolution.copies where copy.isAdd {
            for path in copy.paths {
                let lower = path.lowercased()
                if lower.contains("://") || lower.hasPrefix("git@") {
                    return "ADD in line \(copy.position.line) downloads \(path)"
                }
                if Self.archiveSuffixes.contains(where: lower.hasSuffix) {
                    return "ADD in line \(copy.position.line) unpacks \(path)"
                }
            }
        }
        return nil
    }
}
