import DockerfileModel

/// Follows commands to the programs that they start in the end: through `sh -c`, `xargs`, `sudo` and scripts.
struct CommandFollower {
    let files: StageFiles
    let scripts: any ScriptSource
    /// The folder that relative paths begin in.
    var folder: String
    /// How many more scripts are looked into.
    private let budget = Budget()

    private final class Budget {
        var scripts = 100
    }

    init(files: StageFiles, scripts: any ScriptSource, folder: String) {
        self.files = files
        self.scripts = scripts
        self.folder = folder
    }

    /// Scripts that start scripts, and so on: not deeper than this.
    private static let deepest = 4
    private static let mostCommands = 4000
    /// Programs that start the one that their arguments name, and those of their options that take a value.
    private static let wrappers: [String: Set<String>] = [
        "sudo": ["-u", "-g"], "env": ["-u", "-C"], "exec": ["-a"], "command": [], "nohup": [], "nice": ["-n"],
        "time": ["-f"], "timeout": ["-s", "-k"], "xargs": ["-I", "-n", "-P", "-L", "-d", "-a"], "ionice": ["-c", "-n"],
        "stdbuf": ["-o", "-e", "-i"], "setarch": [], "gosu": [], "su-exec": [], "catchsegv": [], "eatmydata": [],
        "dumb-init": [], "tini": [], "doas": ["-u"], "chronic": [], "ccache": [], "sccache": [], "unbuffer": [],
    ]

    /// The commands of a script, in the order of their text.
    /// - Parameters:
    ///   - script: what a shell gets.
    ///   - file: the script's path in the context; nil for the Dockerfile's own text.
    ///   - variables: what is set before; gets what the script sets.
    func commands(
        of script: ScriptText, file: String? = nil, _ variables: inout [String: String], depth: Int = 0
    ) -> [RunCommand] {
        let parsed = ShellScript(script.characters)
        var result: [RunCommand] = []
        var follower = self
        for command in parsed.commands where result.count < Self.mostCommands {
            var expanded = command
            for index in expanded.words.indices {
                expanded.words[index].text = VariableText.expand(expanded.words[index].text, variables)
            }
            var own = variables
            for index in expanded.assignments.indices {
                let value = VariableText.expand(expanded.assignments[index].value.text, variables)
                expanded.assignments[index].value.text = value
                own[expanded.assignments[index].name] = value
                // A variable in front of a command is the command's alone.
                if expanded.words.isEmpty { variables[expanded.assignments[index].name] = value }
            }
            if let program = expanded.program, parsed.functions.contains(program) { continue }
            if expanded.program == "cd", !command.isSubstitution, let target = expanded.operands.first,
                !target.contains("$")
            {
                follower.folder = StageFiles.join(follower.folder, target)
            }
            let run = RunCommand(
                command: expanded, original: command, variables: own, script: script, file: file, isNested: depth > 0)
            result += follower.follow(run, depth: depth)
        }
        return result
    }

    /// What a command starts: itself, or what the shell or script that it is runs.
    func follow(_ run: RunCommand, depth: Int) -> [RunCommand] {
        guard depth < Self.deepest, let program = run.command.program else { return [run] }
        if let options = Self.wrappers[program] {
            var rest = run.command.words.dropFirst()
            var inner = run
            while let word = rest.first?.text {
                if let equals = word.firstIndex(of: "="), !word.hasPrefix("-") {
                    inner.variables[String(word[..<equals])] = String(word[word.index(after: equals)...])
                } else if !word.hasPrefix("-"), !(program == "timeout" && word.first?.isNumber == true) {
                    break
                }
                rest = rest.dropFirst(options.contains(word) ? 2 : 1)
            }
            guard !rest.isEmpty else { return [run] }
            inner.command.words = Array(rest)
            inner.isNested = true
            return follow(inner, depth: depth + 1)
        }
        var variables = run.variables
        if BuildTool.shells.contains(program) || program == "su" || program == "runuser" {
            if let place = run.command.arguments.firstIndex(where: Self.isCommandOption) {
                let text = run.command.arguments.dropFirst(place + 1).first ?? ""
                return commands(of: ScriptText(text), file: run.file, &variables, depth: depth + 1)
            }
            guard let name = run.command.operands.first else {
                guard let input = run.command.input ?? Self.echoed(run.command.source) else { return [run] }
                return commands(of: ScriptText(input), file: run.file, &variables, depth: depth + 1)
            }
            return given(name, run, depth)
        }
        if [".", "source"].contains(program), let name = run.command.operands.first {
            // What an image brings only sets variables.
            let isOfImage = ["/", "~", "$"].contains(where: name.hasPrefix) || name.hasSuffix("activate")
            return isOfImage ? script(name, run, isShell: true, depth) ?? [run] : given(name, run, depth)
        }
        if BuildTool.interpreters.contains(BuildTool.name(program)) { return [interpreted(run)] }
        if let scripts = PackageScripts(run.command) { return [run] + commands(of: scripts, run, depth) }
        guard let name = run.command.words.first?.text, !BuildTool.isKnown(program) else { return [run] }
        return script(name, run, isShell: false, depth) ?? [run]
    }

    /// What `echo` gives to a pipe.
    private static func echoed(_ source: [String]?) -> String? {
        guard let source, source.first == "echo" else { return nil }
        return source.dropFirst().drop { $0.hasPrefix("-") }.joined(separator: " ")
    }

    /// What a script runs that a shell is given; the script itself where it can't be read, or is known by its name.
    private func given(_ name: String, _ run: RunCommand, _ depth: Int) -> [RunCommand] {
        var itself = run
        itself.command.words = Array(run.command.words.drop { $0.text != name })
        itself.isNested = true
        if BuildTool.isKnown(itself.command.program ?? "") { return [itself] }
        return script(name, run, isShell: true, depth) ?? [itself]
    }

    /// What a package manager's scripts run. A program that nothing is known of is one of a package, as the package
    /// manager itself is taken to bring.
    private func commands(of scripts: PackageScripts, _ run: RunCommand, _ depth: Int) -> [RunCommand] {
        var follower = self
        if let inner = scripts.folder { follower.folder = StageFiles.join(folder, inner) }
        guard budget.scripts > 0, !follower.folder.contains("$"),
            let found = files.text(of: StageFiles.join(follower.folder, "package.json"), self.scripts)
        else { return [] }
        budget.scripts -= 1
        return scripts.lines(in: found.text).flatMap { line in
            var variables = run.variables
            return follower.commands(of: ScriptText(line), file: found.path, &variables, depth: depth + 1)
        }.filter { $0.command.program.map(BuildTool.isKnown) == true }
    }

    /// A command with the script that an interpreter is given, where it can be read.
    private func interpreted(_ run: RunCommand) -> RunCommand {
        guard run.command.input == nil, let name = run.command.operands.first, !name.contains("$"),
            let found = files.text(of: StageFiles.join(folder, name), scripts)
        else { return run }
        var run = run
        run.command.input = found.text
        return run
    }

    /// `-c`, `-ec`, `-xec`.
    private static func isCommandOption(_ word: String) -> Bool {
        word.hasPrefix("-") && !word.hasPrefix("--") && word.hasSuffix("c") || word == "--command"
    }

    /// - Returns: what a script of the context runs; nil when it can't be read.
    private func script(_ name: String, _ run: RunCommand, isShell: Bool, _ depth: Int) -> [RunCommand]? {
        guard !name.contains("$"), budget.scripts > 0,
            let found = files.text(of: StageFiles.join(folder, name), scripts)
        else {
            return nil
        }
        budget.scripts -= 1
        let first = found.text.prefix { !$0.isNewline }
        if !isShell, first.hasPrefix("#!") {
            let words = first.dropFirst(2).split(whereSeparator: { $0 == " " || $0 == "/" }).map(String.init)
            guard let interpreter = words.last(where: { !$0.hasPrefix("-") }) else { return nil }
            guard BuildTool.shells.contains(interpreter) else {
                var run = run
                run.command.words.insert(ShellWord(text: interpreter, range: run.command.words[0].range), at: 0)
                run.command.input = found.text
                run.isNested = true
                return [run]
            }
        } else if !isShell, !name.hasSuffix(".sh") {
            return nil
        }
        var variables = run.variables
        return commands(of: ScriptText(found.text), file: found.path, &variables, depth: depth + 1)
    }
}
