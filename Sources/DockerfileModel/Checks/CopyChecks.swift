/// Sources of COPY and ADD that `.dockerignore` leaves out.
struct CopyChecks {
    let dockerfile: Dockerfile
    let ignored: IgnoreRules

    var warnings: [DockerfileWarning] {
        // With exceptions nobody can tell without looking into the folders.
        guard !ignored.hasExceptions else { return [] }
        return dockerfile.stages.flatMap(\.instructions).flatMap { instruction -> [DockerfileWarning] in
            guard instruction.flag("from") == nil else { return [] }
            let copy: CopyInstruction
            switch instruction.command {
            case .copy(let command), .add(let command): copy = command
            default: return []
            }
            return copy.paths.filter { isIgnored($0.text) }.map { path in
                DockerfileWarning(
                    rule: .copyIgnoredFile,
                    message: "\(instruction.keyword.rawValue) takes \"\(path.text)\", which .dockerignore leaves out",
                    position: path.position, hint: "take it out of .dockerignore, or leave it out here")
            }
        }
    }

    private func isIgnored(_ path: String) -> Bool {
        if path.contains("$") { return false }
        if case .path? = try? AddSource(parsing: path) {} else { return false }
        let components = path.split(separator: "/").filter { $0 != "." }
        return !components.isEmpty && ignored.ignores(components.joined(separator: "/"))
    }
}
