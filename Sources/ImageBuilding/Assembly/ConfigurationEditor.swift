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

    /// Goes on with the next stage of the chain: its ARGs and its CMD are its own.
    mutating func beginStage() {
        scope = scope.next()
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
        switch instruction.keyword {
        case .arg:
            history = try arguments(instruction)
            try scope.apply(instruction)
        case .env:
            let before = scope
            try scope.apply(instruction)
            draft.settings.environment = scope.environment
            history = try pairs(instruction, before).map { "\($0.name)=\($0.value)" }.joined(separator: " ")
        case .label:
            let pairs = try pairs(instruction, scope)
            for (name, value) in pairs { draft.settings.labels[name] = value }
            history = pairs.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
        case .workDirectory:
            let path = try single(instruction)
            let folder = "/" + ImagePath.normalised(path.hasPrefix("/") ? path : workingDirectory + "/" + path)
            draft.settings.workingDirectory = folder
            history = folder
        case .user:
            history = try single(instruction)
            draft.settings.user = history
        case .stopSignal:
            history = try single(instruction)
            draft.settings.stopSignal = history
        case .cmd:
            let words = command(instruction)
            draft.settings.command = words.isEmpty ? nil : words
            // Means nothing on Linux; BuildKit's images have it.
            draft.settings.areArgumentsEscaped = true
            hasOwnCommand = true
            history = GoText.quoted(words)
        case .entrypoint:
            let words = command(instruction)
            draft.settings.entrypoint = words.isEmpty ? nil : words
            // The base image's CMD was meant for the base image's program.
            if !hasOwnCommand { draft.settings.command = nil }
            history = GoText.quoted(words)
        case .expose:
            var ports: Set<String> = []
            for word in try words(instruction) { ports.formUnion(try self.ports(word, instruction)) }
            draft.settings.exposedPorts.formUnion(ports)
            history = "map[" + ports.sorted().map { "\($0):{}" }.joined(separator: " ") + "]"
        case .volume:
            let paths = try volumes(instruction)
            draft.settings.volumes.formUnion(paths)
            history = "[" + paths.joined(separator: " ") + "]"
        case .shell:
            guard let shell = instruction.jsonArguments, !shell.isEmpty else {
                throw dockerfile.failure(
                    instruction.position, "SHELL needs a JSON array", hint: #"such as SHELL ["/bin/bash", "-c"]"#)
            }
            draft.settings.shell = shell
            history = "[" + shell.joined(separator: " ") + "]"
        case .healthcheck:
            let check = try HealthcheckParser(dockerfile).parse(instruction)
            draft.settings.healthcheck = check
            history = check.history
        case .maintainer:
            draft.author = instruction.arguments
            history = instruction.arguments
        case .onBuild:
            draft.settings.onBuild.append(instruction.arguments)
            return nil
        case .add, .copy, .from, .run: return nil
        }
        return instruction.keyword.rawValue + " " + history
    }

    private var shell: [String] { draft.settings.shell ?? ["/bin/sh", "-c"] }

    /// The exec form, or a command line for the shell. An empty exec form takes away what the base image has.
    private func command(_ instruction: Instruction) -> [String] {
        instruction.jsonArguments ?? shell + [instruction.arguments]
    }

    private func pairs(
        _ instruction: Instruction, _ scope: StageScope
    ) throws(Failure) -> [(name: String, value: String)] {
        var pairs: [(String, String)] = []
        for pair in try NamedValues.list(in: instruction, of: dockerfile) {
            pairs.append((try scope.expand(pair.name), try scope.expand(pair.value)))
        }
        return pairs
    }

    /// The names and defaults; what the command line gives is no part of a history.
    private func arguments(_ instruction: Instruction) throws(Failure) -> String {
        var words: [String] = []
        for (name, value) in try ArgumentDeclaration.list(in: instruction, of: dockerfile) {
            words.append(try value.map { value throws(Failure) in "\(name)=\(try scope.expand(value))" } ?? name)
        }
        return words.joined(separator: " ")
    }

    /// The arguments as one word, variables replaced.
    private func single(_ instruction: Instruction) throws(Failure) -> String {
        let position = instruction.words.first?.position ?? instruction.position
        let value = try scope.expand(Instruction.Word(text: instruction.arguments, position: position))
        guard !value.isEmpty else {
            throw dockerfile.failure(instruction.position, "\(instruction.keyword.rawValue) is empty")
        }
        return value
    }

    private func volumes(_ instruction: Instruction) throws(Failure) -> [String] {
        let words =
            instruction.jsonArguments?.map { Instruction.Word(text: $0, position: instruction.position) }
            ?? instruction.words
        var paths: [String] = []
        for word in words {
            let path = try scope.expand(word)
            guard !path.isEmpty else { throw dockerfile.failure(word.position, "a path of VOLUME is empty") }
            paths.append(path)
        }
        return paths
    }

    /// The arguments word by word; a variable may hold several.
    private func words(_ instruction: Instruction) throws(Failure) -> [String] {
        var words: [String] = []
        for word in instruction.words {
            words += try scope.expand(word).split(whereSeparator: \.isWhitespace).map(String.init)
        }
        return words
    }

    /// `80`, `80/udp` or `8000-8005`; an address and a port of the host before it are allowed, and mean nothing.
    private func ports(_ word: String, _ instruction: Instruction) throws(Failure) -> [String] {
        let parts = word.split(separator: "/", maxSplits: 1).map(String.init)
        let numbers = (parts.first ?? "").split(separator: ":", omittingEmptySubsequences: false).last ?? ""
        let ends = numbers.split(separator: "-", omittingEmptySubsequences: false).map { UInt16($0) }
        let transport = parts.count == 2 ? parts[1].lowercased() : "tcp"
        guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first <= last,
            ["tcp", "udp", "sctp"].contains(transport)
        else {
            throw dockerfile.failure(
                instruction.position, "\"\(word)\" is no port", hint: "such as EXPOSE 8080 or EXPOSE 53/udp")
        }
        return (first...last).map { "\($0)/\(transport)" }
    }
}

extension Healthcheck {
    /// As BuildKit writes it: Go's form of the structure.
    fileprivate var history: String {
        let times = [interval, timeout, startPeriod, startInterval].map { GoText.quoted(GoText.duration($0)) }
        return "&{\(GoText.quoted(test)) \(times.joined(separator: " ")) \(GoText.quoted(retries ?? 0))}"
    }
}
