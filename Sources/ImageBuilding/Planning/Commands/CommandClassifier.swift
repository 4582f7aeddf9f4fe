/// Says whether what a command does gives the same files on every architecture, by the program that it starts.
struct CommandClassifier {
    /// - Parameter run: a command.
    /// - Returns: what it is presumed to do.
    func effect(of run: RunCommand) -> CommandEffect {
        let command = run.command
        guard let program = command.program else { return .neutral }
        if let question = question(of: run, program) {
            return .native(tool: program, because: "\(question) asks for the machine that it runs on")
        }
        let name = BuildTool.name(program)
        if let source = command.source, BuildTool.shells.contains(name), !PipedInstaller.isKnown(source) {
            let text = source.first.map { BuildTool.name($0) } ?? "a pipe"
            return .native(tool: name, because: "what \(name) gets from \(text) to run is not known")
        }
        switch name {
        case "go": return GoCommand(run).effect
        case "cargo", "rustc": return CargoCommand(run).effect
        case "dotnet": return DotNetCommand(run).effect
        case "dpkg": return .neutral
        case "mvn", "mvnd", "mvnw", "gradle", "gradlew", "sbt": return jvm(command, name)
        case "bundle", "bundler": return bundler(command)
        case "composer", "artisan", "php": return .portable(name)
        case "java": return java(run)
        case "corepack": return .neutral
        default: break
        }
        if name.hasPrefix("xx-") { return .targeted(name) }
        if BuildTool.packages.contains(name) { return packages(command, name) }
        if BuildTool.interpreters.contains(name) { return interpreter(run, name) }
        if BuildTool.compilers.contains(name) { return compiler(run, name) }
        if BuildTool.portable.contains(name) { return .portable(name) }
        if BuildTool.neutral.contains(name), command.words.first?.text.contains("$") == false { return .neutral }
        return .native(tool: name, because: "what \(name) makes may depend on the architecture")
    }

    // MARK: Questions

    /// What asks for the machine, wherever it stands.
    private static let questions = [
        "/proc/cpuinfo", "os.arch", "os.uname", "platform.machine", "platform.processor", "process.arch",
        "process.config", "sysconfig.get_platform", "RbConfig", "RUBY_PLATFORM", "php_uname", "runtime.GOARCH",
        "%{_arch}", ").arch()", "archname",
    ]
    /// Variables of bash that name the machine.
    private static let shellVariables = ["HOSTTYPE", "MACHTYPE"]

    func question(of run: RunCommand, _ program: String) -> String? {
        let command = run.command
        switch program {
        case "uname":
            let asks = command.arguments.contains { word in
                word.hasPrefix("--") ? word == "--machine" || word == "--all" : word.contains { "mpia".contains($0) }
            }
            return asks ? "uname" : nil
        case "dpkg": return command.has("--print-architecture") ? "dpkg --print-architecture" : nil
        case "dpkg-architecture":
            return command.arguments.contains(where: RunCommand.namesTarget) ? nil : "dpkg-architecture"
        case "getconf": return command.has("LONG_BIT") ? "getconf" : nil
        case "go" where command.operands.first == "env":
            return ["GOARCH", "GOHOSTARCH"].contains(where: command.operands.contains) ? "go env" : nil
        case "apk": return command.has("--print-arch") ? "apk --print-arch" : nil
        case "gcc", "cc", "clang": return command.has("-dumpmachine") ? "\(program) -dumpmachine" : nil
        case _ where BuildTool.questions.contains(program): return program
        default: break
        }
        let text = command.arguments.joined(separator: " ") + (command.input ?? "")
        if let name = Self.shellVariables.first(where: { text.contains("$" + $0) || text.contains("${" + $0) }) {
            return "$" + name
        }
        // A message is no question.
        guard program != "echo", program != "printf" else { return nil }
        return Self.questions.first { text.contains($0) }
    }

    // MARK: Tools

    private func jvm(_ command: ShellCommand, _ name: String) -> CommandEffect {
        let native = command.arguments.first { word in
            word.hasPrefix("-Pnative")
                || ["native:", "native-image:", "jlink", "jpackage", "graalvm"].contains {
                    word.contains($0)
                }
                || word.hasSuffix("nativeCompile") || word.hasSuffix("nativeBuild") || word.hasSuffix("nativeImage")
                || word.hasPrefix("-Dnative") || word.hasPrefix("-Dquarkus.package.type=native")
                || word.hasPrefix("-Dquarkus.native.enabled=true")
        }
        guard let native else { return .portable(name) }
        return .native(tool: name, because: "\(name) \(native) makes a program for the machine that it runs on")
    }

    /// What the JVM keeps of loaded and compiled classes is for the machine, and no program that a check would find.
    private static let archivingOptions = [
        "-Xshare:dump", "-XX:ArchiveClassesAtExit", "-XX:+AutoCreateSharedArchive", "-XX:AOTCacheOutput",
        "-XX:AOTMode=create", "-XX:CRaCCheckpointTo",
    ]

    private func java(_ run: RunCommand) -> CommandEffect {
        let options = run.command.arguments + [run.variables["JAVA_TOOL_OPTIONS"] ?? ""]
        guard let option = Self.archivingOptions.first(where: { name in options.contains { $0.contains(name) } }) else {
            return .portable("java")
        }
        return .native(tool: "java", because: "java \(option) writes an archive for the machine that it runs on")
    }

    private func bundler(_ command: ShellCommand) -> CommandEffect {
        guard command.operands.first == "exec", let tool = command.operands.dropFirst().first else {
            return .packages("bundle")
        }
        return .portable(tool)
    }

    private func packages(_ command: ShellCommand, _ name: String) -> CommandEffect {
        if command.has("rebuild", "node-gyp") {
            return .native(tool: name, because: "\(name) compiles native parts for the machine that it runs on")
        }
        if command.has("--compile") {
            return .native(tool: name, because: "\(name) --compile makes a program for the machine that it runs on")
        }
        return .packages(name)
    }

    private func interpreter(_ run: RunCommand, _ name: String) -> CommandEffect {
        let command = run.command
        if let module = command.option("-m"), name == "python" {
            let tool = BuildTool.name(module)
            if tool == "pip" || tool == "build" { return .packages("pip") }
            if ["venv", "compileall", "ensurepip", "virtualenv", "json.tool", "zipfile"].contains(tool) {
                return .neutral
            }
            if ["sphinx", "mkdocs", "pytest", "unittest", "grpc_tools.protoc"].contains(tool) {
                return .portable(tool)
            }
        }
        if command.has("build_ext", "bdist_wheel", "compile") {
            return .native(tool: name, because: "\(name) \(command.operands.last ?? "") may compile native parts")
        }
        // What was read of the script, or stands in the Dockerfile itself, does not ask for the machine.
        if command.has("-c", "-e", "-p", "--version", "-v", "-V") || command.input != nil { return .portable(name) }
        let script = command.operands.first ?? ""
        guard script == "manage.py" || [".js", ".cjs", ".mjs", ".ts"].contains(where: script.hasSuffix) else {
            return .native(tool: name, because: "what \(name) runs is not known")
        }
        return .portable(name)
    }

    private func compiler(_ run: RunCommand, _ name: String) -> CommandEffect {
        let driven = ["make", "ninja", "bazel", "cmake", "meson", "scons", "configure"].contains(name)
        return .native(
            tool: name,
            because: driven
                ? "what \(name) makes may depend on the architecture"
                : "\(name) makes programs for the machine that it runs on")
    }
}
