import DockerfileModel
import OCIModel
import Reporting

/// Applies the instructions that set an image's defaults, and tells them to its history, as BuildKit does.
struct ConfigurationEditor {
    private let dockerfile: Dockerfile
    /// The configuration, edited so far.
    private(set) var draft: ImageConfiguration.Draft
    /// The variables at this place.
    private(set) var scope: StageScope
    private var hasOwnCommand = false

    init(_ draft: ImageConfiguration.Draft, scope: StageScope, of dockerfile: Dockerfile) {
        self.draft = draft
        self.scope = scope
        self.dockerfile = dockerfile
    }

    /// Goes on with the next stage of the chain: its CMD is its own.
    mutating func beginStage() {
        hasOwnCommand = false
    }

    /// What the image wants to be run in an image that is built upon it; it has none of it afterwards.
    mutating func takeTriggers() -> [String] {
        defer { draft.settings.onBuild = [] }
        return draft.settings.onBuild
    }

    /// The folder that relative paths are in, without slashes at its ends.
    var workingDirectory: String { ImagePath.normalised(draft.settings.workingDirectory ?? "/") }

    /// - Parameter instruction: anything but RUN, COPY and ADD.
    /// - Returns: what the history says; nil when it says nothing.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`.
    mutating func apply(_ instruction: Instruction) throws(Failure) -> String? {
        let history: String
        switch instruction.command {
        case .arg(let declared):
            history = try arguments(declared)
            try scope.apply(instruction)
        case .env(let pairs):
            let before = scope
            try scope.apply(instruction)
            draft.settings.environment = scope.environment
            history = try expanded(pairs, before).map { "\($0.name)=\($0.value)" }.joined(separator: " ")
        case .label(let pairs):
            let labels = try expanded(pairs, scope)
            for (name, value) in labels { draft.settings.labels[name] = value }
            history = labels.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
        case .workDirectory(let word):
            let path = try single(word, instruction)
            let folder = "/" + ImagePath.normalised(path.hasPrefix("/") ? path : workingDirectory + "/" + path)
            draft.settings.workingDirectory = folder
            history = folder
        case .user(let word):
            history = try single(word, instruction)
            draft.settings.user = history
        case .stopSignal(let word):
            history = try single(word, instruction)
            draft.settings.stopSignal = history
        case .cmd(let form):
            let words = command(form)
            draft.settings.command = words.isEmpty ? nil : words
            // Means nothing on Linux; BuildKit's images have it.
            draft.settings.areArgumentsEscaped = true
            hasOwnCommand = true
            history = GoText.quoted(words)
        case .entrypoint(let form):
            let words = command(form)
            draft.settings.entrypoint = words.isEmpty ? nil : words
            // The base image's CMD was meant for the base image's program.
            if !hasOwnCommand { draft.settings.command = nil }
            history = GoText.quoted(words)
        case .expose(let words):
            let ports = try self.ports(words)
            draft.settings.exposedPorts.formUnion(ports)
            history = "map[" + ports.sorted().map { "\($0):{}" }.joined(separator: " ") + "]"
        case .volume(let words):
            let paths = try volumes(words)
            draft.settings.volumes.formUnion(paths)
            history = "[" + paths.joined(separator: " ") + "]"
        case .shell(let words):
            draft.settings.shell = words
            history = "[" + words.joined(separator: " ") + "]"
        case .healthcheck(let command):
            let check = Healthcheck(command)
            draft.settings.healthcheck = check
            history = check.history
        case .maintainer(let name):
            draft.author = name
            history = name
        case .onBuild(let trigger):
            // Here-documents go with their instruction, as BuildKit has it.
            draft.settings.onBuild.append(
                trigger.heredocs.reduce(instruction.arguments) { $0 + "\n" + $1.content + $1.name })
            return nil
        case .add, .copy, .from, .run: return nil
        }
        return instruction.keyword.rawValue + " " + history
    }

    private var shell: [String] { draft.settings.shell ?? ["/bin/sh", "-c"] }

    /// The exec form, or a command line for the shell. An empty exec form takes away what the base image has.
    private func command(_ form: CommandForm) -> [String] {
        switch form {
        case .exec(let words): words
        case .shell(let line): shell + [line]
        }
    }

    private func expanded(
        _ pairs: [NamedValue], _ scope: StageScope
    ) throws(Failure) -> [(name: String, value: String)] {
        var result: [(String, String)] = []
        for pair in pairs { result.append((try scope.expand(pair.name), try scope.expand(pair.value))) }
        return result
    }

    /// The names and defaults; what the command line gives is no part of a history.
    private func arguments(_ declared: [NamedDefault]) throws(Failure) -> String {
        var words: [String] = []
        for argument in declared {
            let name = argument.name.text
            words.append(
                try argument.value.map { value throws(Failure) in "\(name)=\(try scope.expand(value))" } ?? name)
        }
        return words.joined(separator: " ")
    }

    /// The arguments as one word, variables replaced.
    private func single(_ word: Instruction.Word, _ instruction: Instruction) throws(Failure) -> String {
        let value = try scope.expand(word)
        guard !value.isEmpty else {
            throw dockerfile.failure(instruction.position, "\(instruction.keyword.rawValue) is empty")
        }
        return value
    }

    private func volumes(_ words: [Instruction.Word]) throws(Failure) -> [String] {
        var paths: [String] = []
        for word in words {
            let path = try scope.expand(word)
            guard !path.isEmpty else { throw dockerfile.failure(word.position, "a path of VOLUME is empty") }
            paths.append(path)
        }
        return paths
    }

    /// What the words of EXPOSE stand for; a variable may hold several.
    private func ports(_ words: [Instruction.Word]) throws(Failure) -> Set<String> {
        var names: Set<String> = []
        for word in words {
            for text in try scope.expand(word).split(whereSeparator: \.isWhitespace) {
                do throws(Failure) {
                    names.formUnion(try ExposedPorts(parsing: String(text)).names)
                } catch {
                    throw dockerfile.failure(word.position, error.message, hint: error.hint)
                }
            }
        }
        return names
    }
}

extension Healthcheck {
    /// What HEALTHCHECK says; whoever runs a command line takes the image's SHELL.
    fileprivate init(_ command: HealthcheckInstruction) {
        switch command.command {
        case nil: self.init(test: ["NONE"])
        case .exec(let words)?: self.init(test: ["CMD"] + words)
        case .shell(let line)?: self.init(test: ["CMD-SHELL", line])
        }
        interval = command.interval
        timeout = command.timeout
        startPeriod = command.startPeriod
        startInterval = command.startInterval
        retries = command.retries
    }

    /// As BuildKit writes it: Go's form of the structure.
    fileprivate var history: String {
        let times = [interval, timeout, startPeriod, startInterval].map { GoText.quoted(GoText.duration($0)) }
        return "&{\(GoText.quoted(test)) \(times.joined(separator: " ")) \(GoText.quoted(retries ?? 0))}"
    }
}
