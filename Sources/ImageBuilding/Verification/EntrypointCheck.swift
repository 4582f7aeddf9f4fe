import OCIModel
import Platforms

/// Follows what a container starts with to the program that the kernel will load.
struct EntrypointCheck {
    let tree: FileTree
    let settings: ContainerSettings
    let architecture: Architecture
    /// As many scripts may start one another as the kernel allows.
    private static let mostScripts = 5

    /// What was found, when it is not a program of the architecture.
    enum Finding: Equatable {
        /// It can't start.
        case problem(String)
        /// It may start: a volume can bring what the image lacks.
        case unproven(String)

        /// The same, further down a chain of scripts.
        fileprivate func after(_ text: String) -> Finding {
            switch self {
            case .problem(let reason): .problem("\(text), \(reason)")
            case .unproven(let reason): .unproven("\(text), \(reason)")
            }
        }
    }

    /// - Returns: what was found; nil when it starts, or when the image names nothing to start.
    func finding() -> Finding? {
        finding(forCommand: (settings.entrypoint ?? []) + (settings.command ?? []), scripts: 0)
    }

    private func finding(forCommand words: [String], scripts: Int) -> Finding? {
        guard let name = words.first else { return nil }
        if let found = finding(for: name, scripts: scripts) { return found.after("it starts with \(name)") }
        // What it starts in turn is a guess by its words: only what was found to be wrong counts.
        guard scripts < Self.mostScripts, let next = StartedProgram(tree: tree, find: find).next(after: words),
            case .problem(let reason)? = finding(forCommand: next, scripts: scripts + 1)
        else { return nil }
        return .problem("it starts with \(name), \(reason)")
    }

    private func finding(for name: String, scripts: Int) -> Finding? {
        guard scripts < Self.mostScripts else { return .problem("a script that leads to others without end") }
        guard let (path, node) = find(name) else {
            // Debian puts an architecture's name into paths; what is there under its own is what was meant.
            if let own = FixedArchitecture.paths(like: name, for: architecture).first(where: { find($0) != nil }) {
                return .problem("which is not in the image: there it is \(own)")
            }
            return .unproven("which is not in the image")
        }
        guard case .file(let facts) = node.kind, node.mode & 0o111 != 0 else {
            return .unproven("and /\(path) is not executable")
        }
        switch facts {
        case .program(let program): return finding(for: program, at: path)
        case .script(let line): return finding(forScript: line, at: path, scripts: scripts)
        case .archive, .plain, .text: return .unproven("and /\(path) is neither a program nor a script")
        }
    }

    private func finding(for program: ProgramFacts, at path: String) -> Finding? {
        guard let found = program.architecture, architecture.runs(found) else {
            return .problem("and /\(path) is a program for \(program.machine)")
        }
        guard let loader = program.interpreter, tree.node(loader) == nil else { return nil }
        return .problem("and /\(path) needs \(loader), which is not in the image")
    }

    private func finding(forScript line: String, at path: String, scripts: Int) -> Finding? {
        let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let interpreter = words.first else { return .unproven("and /\(path) names no interpreter after #!") }
        if let found = finding(for: interpreter, scripts: scripts + 1) {
            return found.after("a script that starts with \(interpreter)")
        }
        // env looks for the program that comes next.
        guard ImagePath.name(of: interpreter) == "env",
            let program = words.dropFirst().first(where: { !$0.hasPrefix("-") && !$0.contains("=") })
        else { return nil }
        return finding(for: program, scripts: scripts + 1)?.after("a script that starts with \(program)")
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
