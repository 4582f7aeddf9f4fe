import DockerfileModel

/// What is presumed of the files that a stage gives away.
enum StageJudgement: Hashable, Sendable {
    /// The same on every architecture; the tools that are the reason.
    case portable(tools: [String])
    /// Written for the target on whatever machine; the tools that are the reason.
    case targeted(tools: [String])
    /// They may depend on the architecture of the machine; why, as a sentence without its end.
    case dependent(because: String)

    /// - Parameters:
    ///   - commands: what the stage's RUNs start.
    ///   - taken: the paths that others copy from it, or from stages built upon it.
    init(_ commands: [RunCommand], taken: [String]) {
        let classifier = CommandClassifier()
        var portable: [String] = []
        var targeted: [String] = []
        var packages: [String] = []
        func note(_ tool: String, in list: inout [String]) { if !list.contains(tool) { list.append(tool) } }
        for command in commands {
            switch classifier.effect(of: command) {
            case .neutral: break
            case .portable(let tool): note(tool, in: &portable)
            case .targeted(let tool): note(tool, in: &targeted)
            case .packages(let tool): note(tool, in: &packages)
            case .native(_, let reason):
                self = .dependent(because: reason + (command.file.map { " (in \($0))" } ?? ""))
                return
            }
        }
        if let reason = Self.reasonInCgo(targeted, commands) ?? Self.reasonInPackages(packages, commands, taken)
            ?? Self.reasonInPaths(taken, targeted + portable)
        {
            self = .dependent(because: reason)
        } else if targeted.isEmpty {
            self = .portable(tools: portable + packages)
        } else {
            self = .targeted(tools: targeted)
        }
    }

    // MARK: Packages

    private static let compilerPackages: Set<String> = [
        "build-base", "build-essential", "cargo", "clang", "g++", "gcc", "gcc-c++", "libffi-dev", "llvm-dev",
        "musl-dev", "python-dev",
        "python3-dev", "python3-devel", "rust",
    ]
    private static let installers: Set<String> = ["apk", "apt", "apt-get", "dnf", "microdnf", "yum", "zypper"]
    private static let withExtensions: Set<String> = ["bundle", "gem"]
    /// Folders with files for browsers and readers.
    private static let siteFolders: Set<String> = [
        "_site", "assets", "book", "build", "dist", "html", "out", "public", "site", "static", "storybook-static",
        "www",
    ]

    private static func reasonInPackages(_ tools: [String], _ commands: [RunCommand], _ taken: [String]) -> String? {
        guard let tool = tools.first, !taken.isEmpty else { return nil }
        let isSite = taken.allSatisfy { path in
            path.split(separator: "/").contains { siteFolders.contains(String($0)) }
                && !path.contains("node_modules") && !path.contains("site-packages")
        }
        if isSite { return nil }
        if let tool = tools.first(where: withExtensions.contains) {
            return "\(tool) compiles extensions for the machine that it runs on"
        }
        guard let installed = installedCompiler(commands) else { return nil }
        return "\(tool) compiles native parts: \(installed) is installed for it"
    }

    private static func installedCompiler(_ commands: [RunCommand]) -> String? {
        commands.filter { $0.command.program.map(installers.contains) == true }
            .flatMap(\.command.operands).first(where: compilerPackages.contains)
    }

    private static func reasonInCgo(_ tools: [String], _ commands: [RunCommand]) -> String? {
        guard tools.contains("go"), let installed = installedCompiler(commands),
            commands.contains(where: { $0.command.program == "go" && $0.variables["CGO_ENABLED"] == nil })
        else { return nil }
        return "go may use cgo: \(installed) is installed for it"
    }

    // MARK: Paths

    private static let systemFolders = [
        "bin", "go/bin", "lib", "lib64", "root/.cargo/bin", "root/go/bin", "sbin", "usr/bin", "usr/lib", "usr/lib64",
        "usr/local/cargo/bin", "usr/sbin",
    ]
    private static let portableEndings: Set<String> = [
        "class", "conf", "crt", "css", "html", "jar", "js", "json", "pem", "php", "py", "sh", "txt", "war", "xml",
        "yaml", "yml",
    ]

    /// What stands where programs are installed was not made by a portable tool.
    private static func reasonInPaths(_ taken: [String], _ tools: [String]) -> String? {
        let found = taken.first { path in
            let path = ImagePath.normalised(path)
            if path.isEmpty || path == "usr" { return true }
            let ending = ImagePath.name(of: path).split(separator: ".").last.map(String.init) ?? ""
            guard !portableEndings.contains(ending) else { return false }
            return systemFolders.contains { path == $0 || path.hasPrefix($0 + "/") }
        }
        guard let found, tools.isEmpty || ImagePath.normalised(found).isEmpty else { return nil }
        return "\(found) is where programs for the machine's own architecture are installed"
    }
}
