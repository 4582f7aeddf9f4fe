/// What the program that a container starts with is told to start: `sh -c "exec java …"`, `tini -- java`, an entrypoint
/// script with a command.
struct StartedProgram {
    let tree: FileTree
    /// Looks a program up as the kernel and PATH do.
    let find: (String) -> (path: String, node: FileTree.Node)?

    private static let shells: Set<String> = ["ash", "bash", "busybox", "dash", "ksh", "sh", "zsh"]
    /// Programs that become, or watch over, the program that their arguments name.
    private static let wrappers: Set<String> = [
        "catatonit", "chpst", "docker-init", "dumb-init", "env", "gosu", "nice", "runuser", "setpriv", "setsid",
        "stdbuf", "su-exec", "sudo", "taskset", "time", "timeout", "tini", "tini-static", "unbuffer",
    ]
    /// Words of the shell after which a program's name follows.
    private static let prefixes: Set<String> = ["!", "command", "do", "else", "exec", "if", "then", "{"]

    /// - Parameter words: a command line.
    /// - Returns: the command line of what it starts; nil when it starts nothing that can be told from its words.
    func next(after words: [String]) -> [String]? {
        guard let name = words.first, let (_, node) = find(name), case .file(let facts) = node.kind else { return nil }
        let base = ImagePath.name(of: name)
        if Self.shells.contains(base), let place = words.firstIndex(where: Self.isScriptFlag) {
            return words.dropFirst(place + 1).first.flatMap(firstProgram)
        }
        var handsOn = Self.wrappers.contains(base)
        if case .script = facts { handsOn = true }
        guard handsOn, let start = words.dropFirst().firstIndex(where: isProgram) else { return nil }
        return Array(words[start...])
    }

    /// `-c`, `-ec`, `-lc`.
    private static func isScriptFlag(_ word: String) -> Bool {
        word.hasPrefix("-") && !word.hasPrefix("--") && word.hasSuffix("c")
    }

    /// The first command of a script that names a program of the image, rather than something of the shell's own.
    private func firstProgram(of script: String) -> [String]? {
        for command in script.split(whereSeparator: { ";&|\n()".contains($0) }) {
            let words = command.split(whereSeparator: \.isWhitespace)
                .map { $0.filter { $0 != "\"" && $0 != "'" } }
                .drop { Self.prefixes.contains($0) || $0.contains("=") }
            if let name = words.first, isProgram(name) { return Array(words) }
        }
        return nil
    }

    private func isProgram(_ word: String) -> Bool {
        guard !word.hasPrefix("-"), let (_, node) = find(word), case .file(let facts) = node.kind else { return false }
        if case .program = facts { return true }
        if case .script = facts { return true }
        return false
    }
}
