import DockerfileModel
import OCIModel
import Reporting

/// Applies the instructions that set an image's defaults, as Docker does.
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

    /// The folder that relative paths are in, without slashes at its ends.
    var workingDirectory: String { ImagePath.normalised(draft.settings.workingDirectory ?? "/") }

    /// - Throws: ``Failure`` with code `invalid-dockerfile`.
    mutating func apply(_ instruction: Instruction) throws(Failure) {
        switch instruction.keyword {
        case .arg, .env:
            try scope.apply(instruction)
            draft.settings.environment = scope.environment
        case .label:
            for pair in try NamedValues.list(in: instruction, of: dockerfile) {
                draft.settings.labels[try scope.expand(pair.name)] = try scope.expand(pair.value)
            }
        case .workDirectory:
            let path = try single(instruction)
            draft.settings.workingDirectory =
                "/" + ImagePath.normalised(path.hasPrefix("/") ? path : workingDirectory + "/" + path)
        case .user: draft.settings.user = try single(instruction)
        case .stopSignal: draft.settings.stopSignal = try single(instruction)
        case .cmd:
            draft.settings.command = command(instruction)
            hasOwnCommand = true
        case .entrypoint:
            draft.settings.entrypoint = command(instruction)
            // The base image's CMD was meant for the base image's program.
            if !hasOwnCommand { draft.settings.command = nil }
        case .expose:
            for word in try words(instruction) { draft.settings.exposedPorts.formUnion(try ports(word, instruction)) }
        case .volume:
            if let paths = instruction.jsonArguments {
                draft.settings.volumes.formUnion(paths)
            } else {
                draft.settings.volumes.formUnion(try words(instruction))
            }
        case .shell:
            guard let shell = instruction.jsonArguments, !shell.isEmpty else {
                throw dockerfile.failure(
                    instruction.position, "SHELL needs a JSON array", hint: #"such as SHELL ["/bin/bash", "-c"]"#)
            }
            draft.settings.shell = shell
        case .healthcheck: draft.settings.healthcheck = try HealthcheckParser(dockerfile).parse(instruction, shell)
        case .maintainer: draft.author = instruction.arguments
        case .onBuild: draft.settings.onBuild.append(instruction.arguments)
        case .add, .copy, .from, .run: break
        }
    }

    private var shell: [String] { draft.settings.shell ?? ["/bin/sh", "-c"] }

    /// The exec form, or a command line for the shell. An empty exec form takes away what the base image has.
    private func command(_ instruction: Instruction) -> [String]? {
        guard let words = instruction.jsonArguments else { return shell + [instruction.arguments] }
        return words.isEmpty ? nil : words
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

    /// The arguments word by word; a variable may hold several.
    private func words(_ instruction: Instruction) throws(Failure) -> [String] {
        var words: [String] = []
        for word in instruction.words {
            words += try scope.expand(word).split(whereSeparator: \.isWhitespace).map(String.init)
        }
        return words
    }

    /// `80`, `80/udp` or `8000-8005`.
    private func ports(_ word: String, _ instruction: Instruction) throws(Failure) -> [String] {
        let parts = word.split(separator: "/", maxSplits: 1).map(String.init)
        let ends = (parts.first ?? "").split(separator: "-", omittingEmptySubsequences: false).map { UInt16($0) }
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
