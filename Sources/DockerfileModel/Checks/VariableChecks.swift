import Reporting

/// Variables that aren't set where they are used, and secrets among them.
struct VariableChecks {
    /// What every build knows.
    private static let platformVariables: Set<String> = [
        "BUILDPLATFORM", "BUILDOS", "BUILDOSVERSION", "BUILDARCH", "BUILDVARIANT", "TARGETPLATFORM", "TARGETOS",
        "TARGETOSVERSION", "TARGETARCH", "TARGETVARIANT", "TARGETSTAGE",
    ]
    /// What BuildKit gives to every stage, or replaces by nothing.
    private static let usual: Set<String> = [
        "PATH", "BUILDKIT_SBOM_SCAN_CONTEXT", "BUILDKIT_SBOM_SCAN_STAGE",
    ]

    let dockerfile: Dockerfile
    let surroundings: Dockerfile.Surroundings

    var warnings: [DockerfileWarning] {
        let defaults = globalDefaults()
        let bases = dockerfile.stages.flatMap { baseWarnings($0, defaults) }
        var scopes: [Int: StageVariables] = [:]
        var found: [DockerfileWarning] = []
        for stage in dockerfile.stages {
            var scope = self.scope(of: stage, scopes)
            for instruction in stage.instructions { found += check(instruction, in: &scope) }
            scopes[stage.index] = scope
        }
        return bases + found
    }

    // MARK: FROM

    /// The values of global ARGs that have one, as if nothing were given for them.
    private func globalDefaults() -> [String: String] {
        var defaults: [String: String] = [:]
        for case .arg(let declared) in dockerfile.globalArguments.map(\.command) {
            for argument in declared {
                guard let value = argument.value else { continue }
                let known = defaults
                let expander = WordExpander(escape: dockerfile.escape) { known[$0] ?? platformValue($0) }
                if let text = try? expander.expand(value.text) { defaults[argument.name.text] = text }
            }
        }
        return defaults
    }

    /// Any value will do: it is there to see what becomes of the text around it.
    private func platformValue(_ name: String) -> String? { Self.platformVariables.contains(name) ? "x" : nil }

    private func baseWarnings(_ stage: DockerfileStage, _ defaults: [String: String]) -> [DockerfileWarning] {
        let declared = names(of: dockerfile.globalArguments)
        let expander = WordExpander(escape: dockerfile.escape) { defaults[$0] ?? platformValue($0) }
        guard let base = try? expander.expansion(of: stage.base.text) else { return [] }
        var missing = base.unset.sorted().map { ($0, stage.base.position) }
        if let flag = stage.from.flag("platform"), let platform = try? expander.expansion(of: flag.value ?? "") {
            missing += platform.unset.sorted().map { ($0, flag.position) }
        }
        var warnings = missing.filter { !declared.contains($0.0) }.map { name, position in
            let meant = Suggestion.nearest(to: name, in: declared.union(Self.platformVariables).sorted())
            return DockerfileWarning(
                rule: .undefinedArgInFrom,
                message: "FROM uses \"\(name)\", which no ARG before the first FROM declares",
                position: position, hint: meant.map { "did you mean \($0)?" } ?? "declare it with ARG \(name)")
        }
        if base.used.union(base.unset).isEmpty == false, !Self.isImage(base.text) {
            warnings.append(
                DockerfileWarning(
                    rule: .invalidDefaultArgInFrom,
                    message: "without --build-arg the base \"\(stage.base.text)\" is "
                        + (base.text.isEmpty ? "empty" : "\"\(base.text)\", which is no image"),
                    position: stage.base.position, hint: "give the ARG a default that works"))
        }
        return warnings
    }

    /// Whether a text could be an image's name.
    private static func isImage(_ text: String) -> Bool {
        let name = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)[0]
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return parts.allSatisfy { part in
            let pieces = part.split(separator: ":", omittingEmptySubsequences: false)
            return pieces.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } }
                && part.first?.isPunctuation != true && part.last?.isPunctuation != true
        }
    }

    // MARK: Stages

    private func scope(of stage: DockerfileStage, _ earlier: [Int: StageVariables]) -> StageVariables {
        if stage.base.text == "scratch" { return StageVariables(environment: Self.usual, isComplete: true) }
        if let parent = dockerfile.stage(below: stage, called: stage.base.text),
            let scope = earlier[parent.index]
        {
            return scope
        }
        let known = surroundings.baseVariables[stage.base.text]
        return StageVariables(environment: Self.usual.union(known ?? []), isComplete: known != nil)
    }

    private func check(_ instruction: Instruction, in scope: inout StageVariables) -> [DockerfileWarning] {
        switch instruction.command {
        case .arg(let declared):
            // Each default sees the ones before it.
            return declared.flatMap { argument -> [DockerfileWarning] in
                let warnings = argument.value.map { unsetWarnings([Expanded($0)], scope) } ?? []
                scope.arguments.insert(argument.name.text)
                return warnings + secrets([argument.name], of: instruction)
            }
        case .env(let pairs):
            let warnings = unsetWarnings(expanded(in: instruction), scope)
            scope.environment.formUnion(pairs.map(\.name.text))
            return warnings + secrets(pairs.map(\.name), of: instruction)
        default: return unsetWarnings(expanded(in: instruction), scope)
        }
    }

    private func unsetWarnings(_ texts: [Expanded], _ scope: StageVariables) -> [DockerfileWarning] {
        unset(in: texts, scope).sorted { $0.key < $1.key }.map { name, position in
            let meant = Suggestion.nearest(to: name, in: scope.all.sorted())
            return DockerfileWarning(
                rule: .undefinedVar, message: "$\(name) is not set here", position: position,
                hint: meant.map { "did you mean $\($0)?" }
                    ?? (everywhere.contains(name) ? "declare it in this stage with ARG \(name)" : nil))
        }
    }

    /// The names that the file declares anywhere, and that every build has.
    private var everywhere: Set<String> { names(of: dockerfile.allInstructions).union(Self.platformVariables) }

    private func names(of instructions: [Instruction]) -> Set<String> {
        Set(
            instructions.flatMap { instruction -> [String] in
                switch instruction.command {
                case .arg(let declared): declared.map(\.name.text)
                case .env(let pairs): pairs.map(\.name.text)
                default: []
                }
            })
    }

    private func unset(in texts: [Expanded], _ scope: StageVariables) -> [String: SourcePosition] {
        var found: [String: SourcePosition] = [:]
        for text in texts {
            let value: (String) -> String? = { scope.all.contains($0) ? "x" : nil }
            let expander =
                text.isContent
                ? WordExpander.heredoc(value: value) : WordExpander(escape: dockerfile.escape, value: value)
            for name in (try? expander.expansion(of: text.text))?.unset ?? [] where found[name] == nil {
                // The base image may set what nobody else does; a name that is nearly another's is a slip.
                let isSlip = everywhere.contains(name) || Suggestion.nearest(to: name, in: scope.declared) != nil
                if scope.isComplete || isSlip { found[name] = text.position }
            }
        }
        return found
    }

    /// A text that BuildKit expands.
    private struct Expanded {
        let text: String
        let position: SourcePosition
        /// Whether it is a here-document's content.
        var isContent = false

        init(_ word: Instruction.Word) {
            text = word.text
            position = word.position
        }

        init(_ flag: Instruction.Flag) {
            text = flag.value ?? ""
            position = flag.position
        }

        init(_ heredoc: Heredoc, of instruction: Instruction) {
            text = heredoc.content
            position = instruction.position
            isContent = true
        }
    }

    private func expanded(in instruction: Instruction) -> [Expanded] {
        switch instruction.command {
        case .arg(let declared): return declared.compactMap(\.value).map(Expanded.init)
        case .env(let pairs), .label(let pairs): return pairs.flatMap { [Expanded($0.name), Expanded($0.value)] }
        case .expose(let words), .volume(let words): return words.map(Expanded.init)
        case .stopSignal(let word), .user(let word), .workDirectory(let word): return [Expanded(word)]
        case .add(let copy), .copy(let copy):
            let flags = instruction.flags.filter { ["chown", "chmod", "checksum", "exclude"].contains($0.name) }
            let contents = instruction.heredocs.filter(\.isExpanded).map { Expanded($0, of: instruction) }
            return (copy.paths + [copy.destination]).map(Expanded.init) + flags.map(Expanded.init) + contents
        case .run(let run): return run.mounts.map(Expanded.init)
        case .cmd, .entrypoint, .from, .healthcheck, .maintainer, .onBuild, .shell: return []
        }
    }

    private func secrets(_ names: [Instruction.Word], of instruction: Instruction) -> [DockerfileWarning] {
        names.filter { Self.isSecret($0.text) }.map { name in
            DockerfileWarning(
                rule: .secretsUsedInArgOrEnv,
                message: "\(instruction.keyword.rawValue) \(name.text) would stay in the image for everybody to read",
                position: name.position, hint: "give secrets to RUN --mount=type=secret")
        }
    }

    private static func isSecret(_ name: String) -> Bool {
        let parts = Set(name.lowercased().split(separator: "_").map(String.init))
        let secrets: Set<String> = [
            "apikey", "auth", "credential", "credentials", "key", "password", "pword", "passwd", "secret", "token",
        ]
        return !parts.isDisjoint(with: secrets) && parts.isDisjoint(with: ["public", "file", "version"])
    }
}

/// The names that are set at a place of a stage.
struct StageVariables {
    /// The ENVs, the base image's among them.
    var environment: Set<String>
    /// The ARGs.
    var arguments: Set<String> = []
    /// Whether all ENVs of the base image are known.
    let isComplete: Bool

    var all: Set<String> { environment.union(arguments) }

    /// Without those that every stage has.
    var declared: [String] { all.filter { $0.count > 3 }.sorted() }
}
