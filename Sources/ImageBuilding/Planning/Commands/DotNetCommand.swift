/// `dotnet publish` and its like.
struct DotNetCommand {
    private let run: RunCommand

    init(_ run: RunCommand) { self.run = run }

    private var arguments: [String] { run.command.arguments }

    /// Whether it writes what is shipped.
    var compiles: Bool { ["build", "msbuild", "publish", "pack"].contains(run.command.operands.first ?? "") }

    /// The runtime that it is told to write for.
    var runtime: String? { run.command.option("-r", "--runtime", "-a", "--arch") }

    private func sets(_ property: String, to value: String) -> Bool {
        arguments.contains { word in
            guard word.hasPrefix("-") || word.hasPrefix("/"), let colon = word.firstIndex(of: ":") else { return false }
            return word[word.index(after: colon)...].lowercased() == "\(property)=\(value)".lowercased()
        }
    }

    var effect: CommandEffect {
        guard compiles else { return .neutral }
        let command = "dotnet " + (run.command.operands.first ?? "")
        if sets("PublishAot", to: "true") {
            return .native(tool: "dotnet", because: "\(command) with PublishAot needs the target's linker")
        }
        if let runtime {
            if RunCommand.namesTarget(runtime) { return .targeted("dotnet") }
            return .native(tool: "dotnet", because: "\(command) makes a program for \(runtime) whatever the target is")
        }
        // Source: docs.microsoft.com, UseAppHost: a build makes a native executable that starts the assembly.
        if run.command.operands.first == "pack" || sets("UseAppHost", to: "false") { return .portable("dotnet") }
        return .native(
            tool: "dotnet", because: "\(command) makes an executable for the machine that it runs on (UseAppHost)")
    }
}
