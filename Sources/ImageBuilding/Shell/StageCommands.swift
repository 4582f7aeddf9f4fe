import DockerfileModel
import Reporting

/// The commands that the RUNs of a stage start, variables filled in as far as they are known. What the build
/// platform and the target are is not known: `$TARGETARCH` stays as it is.
struct StageCommands: Sendable {
    /// One RUN.
    struct Run: Sendable {
        let instruction: Instruction
        /// Whether it is run when another stage is built upon this one (`ONBUILD RUN`).
        let isInherited: Bool
        let commands: [RunCommand]
    }

    private(set) var runs: [Run] = []
    private(set) var files: StageFiles
    /// The WORKDIR at the end.
    private(set) var folder: String
    /// Its variables at the end.
    private(set) var scope: StageScope
    var variables: [String: String] { scope.values }
    /// RUNs that stages built upon this one begin with.
    private var triggers: [Instruction] = []
    private var shell: [String]?

    /// All commands of all RUNs.
    var commands: [RunCommand] { runs.flatMap(\.commands) }

    /// - Parameters:
    ///   - stage: the stage.
    ///   - dockerfile: where it stands.
    ///   - scope: its variables at the beginning.
    ///   - parent: the stage that it is built upon.
    ///   - scripts: what can be read of the context.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`.
    init(
        _ stage: DockerfileStage, of dockerfile: Dockerfile, scope: StageScope, parent: StageCommands?,
        scripts: any ScriptSource
    ) throws(Failure) {
        files = parent?.files ?? StageFiles()
        folder = parent?.folder ?? "/"
        shell = parent?.shell
        self.scope = scope
        for run in parent?.triggers ?? [] { add(run, dockerfile, scripts, isInherited: true) }
        for instruction in stage.instructions {
            try self.scope.apply(instruction)
            switch instruction.command {
            case .workDirectory(let word): folder = StageFiles.join(folder, try self.scope.expand(word))
            case .copy, .add:
                files.add(try CopyOperation(instruction, scope: self.scope, of: dockerfile), in: folder)
            case .shell(let words): shell = words
            case .run: add(instruction, dockerfile, scripts, isInherited: false)
            case .onBuild(let trigger) where trigger.keyword == .run: triggers.append(trigger)
            default: break
            }
        }
    }

    private mutating func add(
        _ run: Instruction, _ dockerfile: Dockerfile, _ scripts: any ScriptSource, isInherited: Bool
    ) {
        var variables = scope.values
        let follower = CommandFollower(files: files, scripts: scripts, folder: folder)
        let main = ScriptText(run, in: dockerfile)
        var commands: [RunCommand]
        if let words = run.jsonArguments ?? foreignShell {
            // The exec form: no shell, no variables.
            let command = ShellCommand(words: words.map { ShellWord(text: $0, range: 0..<0) })
            commands = follower.follow(
                RunCommand(
                    command: command, original: command, variables: variables, script: main, file: nil, isNested: true),
                depth: 0)
        } else {
            commands = follower.commands(of: main, &variables)
            commands += heredocs(of: run, in: dockerfile, after: commands, follower, &variables)
        }
        runs.append(Run(instruction: run, isInherited: isInherited, commands: commands))
    }

    /// The here-documents that are scripts: `RUN <<EOF`, `RUN bash <<EOF`.
    private func heredocs(
        of run: Instruction, in dockerfile: Dockerfile, after commands: [RunCommand], _ follower: CommandFollower,
        _ variables: inout [String: String]
    ) -> [RunCommand] {
        guard let heredoc = run.heredocs.first else { return [] }
        let text = ScriptText(heredoc: 0, of: run, in: dockerfile)
        let isOwn = run.words.first?.text.hasPrefix("<<") == true
        let first = heredoc.content.prefix { !$0.isNewline }
        if isOwn, first.hasPrefix("#!"), !first.hasSuffix("sh") {
            let interpreter = first.split { $0 == "/" || $0 == " " || $0 == "!" }.last.map(String.init) ?? ""
            let command = ShellCommand(words: [ShellWord(text: interpreter, range: 0..<0)], input: heredoc.content)
            return [
                RunCommand(
                    command: command, original: command, variables: variables, script: text, file: nil, isNested: true)
            ]
        }
        let isRead = commands.contains { run in
            run.command.program.map { ["ash", "bash", "dash", "sh", "zsh"].contains($0) } == true
                && run.command.operands.isEmpty
        }
        return isOwn || isRead ? follower.commands(of: text, &variables) : []
    }

    /// SHELL, when it is none that is understood.
    private var foreignShell: [String]? {
        guard let shell, let program = shell.first?.split(separator: "/").last.map(String.init),
            !["ash", "bash", "dash", "sh", "zsh"].contains(program)
        else { return nil }
        return [program]
    }
}
