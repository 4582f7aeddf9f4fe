import OCIModel
import Platforms

/// Follows what a container starts with to the program that the kernel will load.
struct EntrypointCheck {
    let tree: FileTree
    let settings: ContainerSettings
    let architecture: Architecture
    /// As many scripts may start one another as the kernel allows.
    private static let mostScripts = 5

    /// - Returns: what is wrong; nil when it starts, or when the image names nothing to start.
    func problem() -> String? {
        guard let name = ((settings.entrypoint ?? []) + (settings.command ?? [])).first else { return nil }
        return problem(with: name, scripts: 0).map { "it starts with \(name), \($0)" }
    }

    private func problem(with name: String, scripts: Int) -> String? {
        guard scripts < Self.mostScripts else { return "a script that leads from one to the other without end" }
        guard let (path, node) = find(name) else { return "which is not in the image" }
        guard case .file(let facts) = node.kind else { return "and /\(path) is no file" }
        guard node.mode & 0o111 != 0 else { return "and /\(path) is not executable" }
        switch facts {
        case .program(let program):
            guard let found = program.architecture, architecture.runs(found) else {
                return "and /\(path) is a program for \(program.machine)"
            }
            guard let loader = program.interpreter, tree.node(loader) == nil else { return nil }
            return "and /\(path) needs \(loader), which is not in the image"
        case .script(let line):
            let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
            guard let interpreter = words.first else { return "and /\(path) names no interpreter after #!" }
            if let problem = problem(with: interpreter, scripts: scripts + 1) {
                return "a script that starts with \(interpreter), \(problem)"
            }
            // env looks for the program that comes next.
            guard ImagePath.name(of: interpreter) == "env",
                let program = words.dropFirst().first(where: { !$0.hasPrefix("-") && !$0.contains("=") })
            else { return nil }
            return problem(with: program, scripts: scripts + 1).map { "a script that starts with \(program), \($0)" }
        case .plain, .text: return "and /\(path) is neither a program nor a script"
        }
    }

    private func find(_ name: String) -> (path: String, node: FileTree.Node)? {
        if name.hasPrefix("/") { return tree.node(name) }
        let folder = settings.workingDirectory ?? "/"
        if name.contains("/") { return tree.node(folder + "/" + name) }
        let search = settings[environment: "PATH"] ?? BaseImage.defaultPath
        return search.split(separator: ":").lazy.compactMap { directory -> (String, FileTree.Node)? in
            guard let found = tree.node(directory + "/" + name), case .file = found.node.kind,
                found.node.mode & 0o111 != 0
            else { return nil }
            return found
        }.first
    }
}
