/// `go build` and its like.
struct GoCommand {
    /// The subcommands that write programs.
    private static let compiling: Set<String> = ["build", "install"]
    private let run: RunCommand

    init(_ run: RunCommand) { self.run = run }

    /// The architecture that it compiles for; nil for that of the machine.
    var architecture: String? { run.variables["GOARCH"].flatMap { $0.isEmpty ? nil : $0 } }

    /// Whether it writes programs.
    var compiles: Bool { run.command.operands.first.map(Self.compiling.contains) ?? false }

    /// `go install example.com/tool@v1`: a program that the build itself needs.
    var isToolInstallation: Bool {
        run.command.operands.first == "install" && run.command.operands.dropFirst().allSatisfy { $0.contains("@") }
    }

    var effect: CommandEffect {
        guard compiles, !isToolInstallation else { return .neutral }
        let command = "go " + (run.command.operands.first ?? "")
        guard let architecture else {
            return .native(
                tool: "go", because: "\(command) without GOARCH makes programs for the machine that it runs on")
        }
        if architecture == "wasm" { return .portable("go") }
        guard RunCommand.namesTarget(architecture) else {
            return .native(tool: "go", because: "GOARCH is \(architecture) whatever the target is")
        }
        // Without a word on it, Go leaves cgo out when it compiles for another architecture.
        guard run.variables["CGO_ENABLED"] != "1" else {
            return .native(tool: "go", because: "\(command) with CGO_ENABLED=1 needs a C compiler for the target")
        }
        return .targeted("go")
    }
}
