/// `cargo build` and its like.
struct CargoCommand {
    private static let compiling: Set<String> = [
        "b", "bench", "build", "cook", "install", "r", "run", "rustc", "t", "test", "zigbuild", "auditable", "deb",
    ]
    private let run: RunCommand

    init(_ run: RunCommand) { self.run = run }

    /// The triple that it compiles for; nil for the machine's own.
    var target: String? { run.command.option("--target") ?? run.variables["CARGO_BUILD_TARGET"] }

    /// `cargo build`, `cargo chef cook`.
    var compiles: Bool {
        run.command.program == "rustc" || run.command.operands.prefix(2).contains(where: Self.compiling.contains)
    }

    /// `cargo install cargo-chef`: a program that the build itself needs.
    var isToolInstallation: Bool { run.command.operands.first == "install" && !run.command.has("--path") }

    var effect: CommandEffect {
        guard compiles, !isToolInstallation else { return .neutral }
        let name = run.command.program ?? "cargo"
        guard let target else {
            return .native(tool: name, because: "\(name) makes programs for the machine that it runs on")
        }
        if target.hasPrefix("wasm32") { return .portable(name) }
        let word =
            target.hasPrefix("x86_64") || target.hasPrefix("aarch64")
            ? "whatever the target is" : "with a linker for it"
        return .native(tool: name, because: "\(name) compiles for \(target), \(word)")
    }
}
