import Reporting

/// Says what an instruction means.
///
/// Source: Dockerfile reference, as BuildKit reads it.
struct CommandParser {
    let header: InstructionHeader
    let heredocs: [Heredoc]
    let escape: Character
    let file: String

    /// - Parameter trigger: what follows ONBUILD.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`, naming line and column.
    func command(trigger: Instruction?) throws(Failure) -> DockerfileCommand {
        switch header.keyword {
        case .add: .add(try copying())
        case .arg: .arg(try namedDefaults())
        case .cmd: .cmd(commandLine)
        case .copy: .copy(try copying())
        case .entrypoint: .entrypoint(commandLine)
        case .env: .env(try namedValues())
        case .expose: try expose()
        case .from: .from
        case .healthcheck: .healthcheck(try healthcheck())
        case .label: .label(try namedValues())
        case .maintainer: .maintainer(header.arguments.text)
        case .onBuild: .onBuild(try checked(trigger))
        case .run: .run(try run())
        case .shell: try shell()
        case .stopSignal: try stopSignal()
        case .user: .user(whole)
        case .volume: try volume()
        case .workDirectory: .workDirectory(whole)
        }
    }

    func failure(_ position: SourcePosition? = nil, _ message: String, hint: String? = nil) -> Failure {
        Failure(.invalidDockerfile, "\(file):\(position ?? header.position): \(message)", hint: hint)
    }

    /// - Returns: a word without quotes and escapes; nil when it holds a variable, and nothing can be said of it yet.
    func constant(_ text: String) -> String? {
        guard !text.utf8.contains(UInt8(ascii: "$")) else { return nil }
        return try? WordExpander(escape: escape) { _ in nil }.expand(text)
    }

    /// All of the arguments as one word.
    private var whole: Instruction.Word {
        Instruction.Word(text: header.arguments.text, position: header.argumentsPosition)
    }

    private var commandLine: CommandForm {
        header.form.words.map { .exec($0) } ?? .shell(header.arguments.text)
    }

    private func checked(_ trigger: Instruction?) throws(Failure) -> Instruction {
        // Only one that is itself within ONBUILD comes without the instruction that it holds.
        guard let trigger else {
            throw failure(nil, "ONBUILD can't hold ONBUILD", hint: "write what it holds after the first ONBUILD")
        }
        guard trigger.keyword != .from, trigger.keyword != .maintainer else {
            throw failure(
                trigger.position, "ONBUILD can't hold \(trigger.keyword.rawValue)",
                hint: "it is for what changes the image that is built upon this one")
        }
        return trigger
    }

    private func expose() throws(Failure) -> DockerfileCommand {
        for word in header.words {
            guard let text = constant(word.text) else { continue }
            do {
                _ = try ExposedPorts(parsing: text)
            } catch {
                throw failure(word.position, error.message, hint: error.hint)
            }
        }
        return .expose(header.words)
    }

    private func shell() throws(Failure) -> DockerfileCommand {
        guard let words = header.form.words, !words.isEmpty else {
            throw failure(nil, "SHELL needs a JSON array of strings", hint: header.keyword.example)
        }
        return .shell(words)
    }

    private func stopSignal() throws(Failure) -> DockerfileCommand {
        if let signal = constant(whole.text), !StopSignal.isKnown(signal) {
            throw failure(whole.position, "there is no signal \"\(signal)\"", hint: header.keyword.example)
        }
        return .stopSignal(whole)
    }

    private func volume() throws(Failure) -> DockerfileCommand {
        let words =
            header.form.words?.map {
                Instruction.Word(text: String($0[...].trimmed), position: header.argumentsPosition)
            } ?? header.words
        guard !words.isEmpty, words.allSatisfy({ !$0.text.isEmpty }) else {
            throw failure(nil, "VOLUME names no path", hint: header.keyword.example)
        }
        return .volume(words)
    }
}
