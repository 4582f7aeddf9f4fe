import DockerfileModel

/// `GOOS=$TARGETOS GOARCH=$TARGETARCH go build`.
struct GoFix {
    let command: RunCommand
    let run: Instruction

    private static let part = "compile with GOARCH=$TARGETARCH on the build platform"
    private static let compilers: Set<String> = ["build-base", "build-essential", "clang", "g++", "gcc", "musl-dev"]

    func apply(to fix: inout StageFix) throws(ByHand) {
        let go = GoCommand(command)
        // A program that the build itself needs stays this machine's.
        if go.isToolInstallation { return }
        guard let program = command.original.words.first else { return }
        if command.command.operands.first == "install" {
            throw ByHand(
                "by hand: go install puts programs for other architectures into a folder named after them; write go build -o"
            )
        }
        var words: [String] = []
        if let architecture = go.architecture {
            if !RunCommand.namesTarget(architecture) { try replaceArchitecture(&fix) }
        } else {
            fix.use("TARGETARCH")
            if command.variables["GOOS"] == nil {
                fix.use("TARGETOS")
                words.append("GOOS=$TARGETOS")
            }
            words.append("GOARCH=$TARGETARCH")
        }
        fix.note(Self.part, "the Go compiler writes for every architecture")
        try cgo(&fix, &words)
        if !words.isEmpty {
            fix.edits.append(.insert(words.joined(separator: " ") + " ", at: try fix.place(of: program, command)))
        }
    }

    private func cgo(_ fix: inout StageFix, _ words: inout [String]) throws(ByHand) {
        let isInstalled = fix.commands.commands.contains { command in
            ["apk", "apt", "apt-get"].contains(command.command.program ?? "")
                && command.command.operands.contains(where: Self.compilers.contains)
        }
        switch command.variables["CGO_ENABLED"] {
        case "0": break
        case nil where !isInstalled:
            words.insert("CGO_ENABLED=0", at: 0)
            fix.note(
                Self.part,
                "CGO_ENABLED=0 as no C compiler is installed: packages that need cgo would have to be replaced")
        default:
            try fix.useCompiler("cgo")
            fix.begin(run, with: CompilerFix.triple)
            if command.variables["CGO_ENABLED"] == nil { words.append("CGO_ENABLED=1") }
            words += ["CC=$triple-gcc", "CXX=$triple-g++"]
            fix.note("use a C compiler for the target", "cgo needs it")
        }
    }

    /// `GOARCH=amd64` in the command, before it, or in ENV.
    private func replaceArchitecture(_ fix: inout StageFix) throws(ByHand) {
        fix.use("TARGETARCH")
        if let own = command.original.assignments.first(where: { $0.name == "GOARCH" }) {
            return try fix.replace(own.value, of: command, with: "GOARCH=$TARGETARCH")
        }
        for other in fix.commands.commands where other.file == nil {
            guard let set = other.original.assignments.first(where: { $0.name == "GOARCH" }),
                other.original.words.isEmpty
            else { continue }
            return try fix.replace(set.value, of: other, with: "GOARCH=$TARGETARCH")
        }
        for instruction in fix.stage.instructions where instruction.keyword == .env {
            for word in instruction.words where word.text.hasPrefix("GOARCH=") {
                let edit = DockerfileEdit(
                    position: word.position, length: word.text.unicodeScalars.count, text: "GOARCH=$TARGETARCH")
                if !fix.edits.contains(edit) { fix.edits.append(edit) }
                return
            }
        }
        throw ByHand("by hand: set GOARCH to $TARGETARCH where it is set to \(command.variables["GOARCH"] ?? "")")
    }
}
