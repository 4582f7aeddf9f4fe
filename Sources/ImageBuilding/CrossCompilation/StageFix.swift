import DockerfileModel

/// Collects the changes that make one stage compile for the target.
struct StageFix {
    let dockerfile: Dockerfile
    let stage: DockerfileStage
    /// The stage whose FROM names the image.
    let root: DockerfileStage
    let commands: StageCommands
    /// The base image.
    let base: String

    var edits: [DockerfileEdit] = []
    var reasons: [String] = []
    private(set) var parts: [String] = []
    /// Variables of the target that the changes use.
    private var variables: Set<String> = []
    /// Whether Debian's cross compiler has to be installed.
    private var needsCompiler = false
    /// Packages for the target that go with the compiler.
    private var packages: [String] = []
    /// What is set for the rest of the stage.
    private var settings: [String] = []
    /// What each RUN begins with, by its line.
    private var prefixes: [Int: [String]] = [:]

    init(dockerfile: Dockerfile, stage: DockerfileStage, root: DockerfileStage, commands: StageCommands, base: String) {
        self.dockerfile = dockerfile
        self.stage = stage
        self.root = root
        self.commands = commands
        self.base = base
    }

    var distribution: BaseDistribution { BaseDistribution(image: base, commands: commands.commands) }

    /// What is done, in one sentence.
    var summary: String { "mixarch build --fix makes it " + parts.joined(separator: ", and ") }

    /// - Parameter reason: why the stage depends on the architecture.
    /// - Throws: ``ByHand`` when a person has to do it.
    mutating func make(_ reason: String) throws(ByHand) {
        let classifier = CommandClassifier()
        for run in commands.runs {
            for command in run.commands {
                guard case .native(let tool, let reason) = classifier.effect(of: command) else { continue }
                if let file = command.file {
                    throw ByHand("by hand: \(tool) is run by \(file); compile for $TARGETARCH there")
                }
                guard !run.isInherited, !command.isNested, !command.command.isSubstitution else {
                    throw ByHand("by hand: \(tool) is run by another program")
                }
                try change(command, of: run.instruction, tool: BuildTool.name(tool), reason)
            }
        }
        guard !parts.isEmpty else { throw ByHand("by hand: \(reason)") }
        try finish()
    }

    private mutating func change(
        _ command: RunCommand, of run: Instruction, tool: String, _ reason: String
    ) throws(ByHand) {
        switch tool {
        case "go": try GoFix(command: command, run: run).apply(to: &self)
        case "cargo": try CargoFix(command: command, run: run).apply(to: &self)
        case "dotnet": try DotNetFix(command: command, run: run).apply(to: &self)
        case _ where CompilerFix.tools.contains(tool): try CompilerFix(command: command, run: run).apply(to: &self)
        case "npm", "yarn", "pnpm", "pip", "bundle", "gem", "node-gyp":
            throw ByHand(
                "by hand: \(reason); a native builder for the target spares the emulation (mixarch builder create)")
        default: throw ByHand("by hand: \(reason)")
        }
    }

    // MARK: What the tools ask for

    /// Notes what is done; once for each kind.
    mutating func note(_ part: String, _ reason: String? = nil) {
        if !parts.contains(part) { parts.append(part) }
        if let reason, !reasons.contains(reason) { reasons.append(reason) }
    }

    /// Declares a variable of the target.
    mutating func use(_ names: String...) { variables.formUnion(names) }

    /// Sets a variable for the rest of the stage.
    mutating func set(_ setting: String) { if !settings.contains(setting) { settings.append(setting) } }

    /// Has a RUN begin with commands.
    mutating func begin(_ run: Instruction, with commands: String...) {
        for command in commands where prefixes[run.position.line]?.contains(command) != true {
            prefixes[run.position.line, default: []].append(command)
        }
    }

    /// Asks for a C compiler for the target.
    mutating func useCompiler(_ tool: String) throws(ByHand) {
        switch distribution {
        case .debian, .ubuntu: break
        case .alpine:
            throw ByHand(
                "by hand: Alpine has no cross compilers to install for \(tool); clang and lld can do it with the target's"
                    + " musl-dev and gcc in a folder of their own (docs/build.md says how), else use a base with Debian's"
                    + " packages, or a native builder for the target (mixarch builder create)")
        case .unknown:
            throw ByHand("by hand: \(tool) needs a cross compiler, and it is not known what \(base) can install")
        }
        needsCompiler = true
        use("TARGETARCH")
    }

    /// Has a package for the target be installed with the compiler.
    mutating func install(_ package: String) { if !packages.contains(package) { packages.append(package) } }

    // MARK: Places

    /// - Returns: where a word of a command begins.
    func place(of word: ShellWord, _ command: RunCommand) throws(ByHand) -> SourcePosition {
        guard let place = command.script.position(at: word.range.lowerBound) else { throw Self.notHere }
        return place
    }

    /// - Returns: the place behind a word.
    func end(of word: ShellWord, _ command: RunCommand) throws(ByHand) -> SourcePosition {
        guard !word.range.isEmpty, let end = command.script.end(of: word.range.upperBound - 1) else {
            throw Self.notHere
        }
        return end
    }

    /// Replaces a word.
    mutating func replace(_ word: ShellWord, of command: RunCommand, with text: String) throws(ByHand) {
        let begin = try place(of: word, command)
        let end = try end(of: word, command)
        guard begin.line == end.line else { throw Self.notHere }
        edits.append(DockerfileEdit(position: begin, length: end.column - begin.column, text: text))
    }

    /// Adds words behind one.
    mutating func add(_ text: String, after word: ShellWord, of command: RunCommand) throws(ByHand) {
        edits.append(.insert(" " + text, at: try end(of: word, command)))
    }

    private static let notHere = ByHand("by hand: its command does not stand in the Dockerfile itself")

    // MARK: The stage's head

    private mutating func finish() throws(ByHand) {
        pinPlatform()
        if needsCompiler { try libraries() }
        let first = stage.instructions.first { $0.keyword == .run }
        var head: [String] = []
        var place =
            needsCompiler
            ? first
            : stage.instructions.first { instruction in
                edits.contains { instruction.lines.contains($0.position.line) }
                    || prefixes[instruction.position.line] != nil
            }
        place = place ?? first
        guard let line = place?.lines.lowerBound else { throw Self.notHere }
        for name in variables.sorted() { head += declare(name, before: line) }
        head += settings.map { "ENV " + $0 }
        if needsCompiler {
            let isForeign = !foreignPackages.isEmpty || !packages.isEmpty
            let libraries = isForeign ? "dpkg --add-architecture $TARGETARCH && " : ""
            head.append(
                "RUN \(libraries)apt-get update && apt-get install -y --no-install-recommends"
                    + packages.reduce(" crossbuild-essential-$TARGETARCH libc6-dev-$TARGETARCH-cross") { $0 + " " + $1 }
            )
            reasons.append("crossbuild-essential-$TARGETARCH is Debian's compiler for the target, and its C library")
        }
        for (line, commands) in prefixes {
            guard let run = stage.instructions.first(where: { $0.position.line == line }) else { continue }
            edits.append(prefix(commands, of: run))
        }
        if !head.isEmpty { edits.insert(.insert(lines: head, before: line), at: 0) }
    }

    /// `FROM --platform=$BUILDPLATFORM`.
    private mutating func pinPlatform() {
        let platform = "--platform=$BUILDPLATFORM"
        if let flag = root.from.flag("platform") {
            let length = "--platform".count + (flag.value.map { $0.unicodeScalars.count + 1 } ?? 0)
            edits.append(DockerfileEdit(position: flag.position, length: length, text: platform))
        } else {
            edits.append(.insert(platform + " ", at: root.base.position))
        }
    }

    /// - Returns: the line that declares a variable, where none does before a line; a default goes away, as it hides
    ///   the builder's own value.
    private mutating func declare(_ name: String, before line: Int) -> [String] {
        for instruction in stage.instructions where instruction.keyword == .arg && instruction.lines.lowerBound < line {
            for word in instruction.words {
                if word.text == name { return [] }
                guard word.text.hasPrefix(name + "=") else { continue }
                let place = SourcePosition(line: word.position.line, column: word.position.column + name.count)
                let length = word.text.unicodeScalars.count - name.count
                edits.append(DockerfileEdit(position: place, length: length, text: ""))
                return []
            }
        }
        return ["ARG " + name]
    }

    private func prefix(_ commands: [String], of run: Instruction) -> DockerfileEdit {
        if let first = run.words.first, first.text.hasPrefix("<<") {
            let bodies = run.heredocs.map { $0.lineCount + 1 }.reduce(0, +)
            var line = run.lines.upperBound - bodies + 1
            // A `#!` stays the first line.
            if run.heredocs.first?.content.hasPrefix("#!") == true { line += 1 }
            return .insert(lines: commands, before: line)
        }
        let place = run.words.first?.position ?? run.position
        return .insert(commands.map { $0 + " && " }.joined(), at: place)
    }

    // MARK: Libraries

    private static let installers: Set<String> = ["apt", "apt-get"]

    /// The packages of libraries that the stage installs: the target's are needed.
    private var foreignPackages: [(word: ShellWord, command: RunCommand)] {
        commands.commands.filter { $0.file == nil && $0.command.program.map(Self.installers.contains) == true }
            .flatMap { command in
                command.original.words.dropFirst(2).filter { word in
                    let name = word.text.split(separator: "=").first ?? ""
                    return name.hasSuffix("-dev") && name != "libc6-dev" && !name.contains(":")
                        && !name.hasPrefix("python") && !name.hasPrefix("libstdc++")
                }.map { ($0, command) }
            }
    }

    private mutating func libraries() throws(ByHand) {
        let packages = foreignPackages
        guard let first = packages.first else { return }
        guard distribution != .ubuntu else {
            throw ByHand(
                "by hand: \(first.word.text) is needed for the target, which Ubuntu keeps on another server (ports.ubuntu.com)"
            )
        }
        for (word, command) in packages {
            guard !command.isNested else { throw Self.notHere }
            let name = word.text.split(separator: "=").first.map(String.init) ?? word.text
            try replace(word, of: command, with: name + ":$TARGETARCH" + word.text.dropFirst(name.count))
        }
        set("PKG_CONFIG_ALLOW_CROSS=1")
        for line in prefixes.keys {
            if prefixes[line]?.contains(CompilerFix.triple) != true { prefixes[line]?.append(CompilerFix.triple) }
            prefixes[line]?.append("export PKG_CONFIG_LIBDIR=/usr/lib/$triple/pkgconfig:/usr/share/pkgconfig")
        }
        reasons.append("libraries are installed for the target: \(first.word.text):$TARGETARCH")
    }
}
