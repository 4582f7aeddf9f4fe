import ConfigurationAnalysis
import Reporting
import ScanModel

/// What a Dockerfile says of Python: the packages that it installs by name, and what they are installed on.
enum DockerfilePackages {
    static let words = LiteralSet(["pip", "poetry", "uv ", "conda", "mamba"])

    /// Programs that install a project's packages, whatever file names them.
    private static let installers: Set<String> = ["pip", "poetry", "uv", "pipenv", "pdm"]

    static func read(_ text: SourceText, _ file: FileName) -> PythonManifest? {
        let dockerfile = DockerfileCommands(text)
        let installing = dockerfile.commands.filter { command in
            command.words.contains { word in
                installers.contains(word.text.split(separator: "/").last?.prefix { $0.isLetter }.description ?? "")
            }
        }
        var manifest = PythonManifest(.dockerfile)
        manifest.findings = condaFindings(dockerfile, text, file)
        guard !installing.isEmpty else { return manifest.findings.isEmpty ? nil : manifest }
        for command in installing {
            guard let install = InstallCommand(command), install.tool == .pip else { continue }
            let isAside = !command.isNeeded || DockerfileCommands.isForTests(file)
            for word in install.packages {
                guard let requirement = requirement(word.text) else { continue }
                let place = Place(text, at: word.offset)
                var dependency = PythonDependency(requirement, at: place, use: isAside ? .development : .runtime)
                dependency.build = build(of: dependency.name, install)
                manifest.dependencies.append(dependency)
            }
        }
        manifest.python = python(of: installing)
        // Several images of one file are judged as most systems are.
        manifest.libc = installing.allSatisfy { isAlpine($0.image) } ? .musl : .glibc
        return manifest
    }

    /// `conda install mkl` in an image that arm64 needs.
    private static func condaFindings(
        _ dockerfile: DockerfileCommands, _ text: SourceText, _ file: FileName
    ) -> [Finding] {
        guard !DockerfileCommands.isForTests(file) else { return [] }
        return dockerfile.commands.flatMap { command -> [Finding] in
            guard command.isNeeded, let install = InstallCommand(command), install.tool == .conda,
                install.value(of: ["--platform"]) == nil
            else { return [] }
            return install.packages.flatMap {
                CondaPackage(spec: $0.text[...], at: Place(text, at: $0.offset)).findings
            }
        }
    }

    /// - Returns: nil for a folder, a file, or an address.
    private static func requirement(_ word: String) -> Requirement? {
        guard let first = word.first, first.isLetter || first.isNumber, !word.contains("/"), !word.hasSuffix(".whl")
        else { return nil }
        return Requirement(word)
    }

    private static func build(of name: String, _ install: InstallCommand) -> BuildPolicy {
        func names(_ option: String) -> [String] {
            let values = install.options.filter { $0.name == option }.compactMap { $0.value }
            return values.flatMap { $0.split(separator: ",") }.map {
                $0.hasPrefix(":") ? String($0) : PackageName.normalized($0)
            }
        }
        if names("--no-binary").contains(where: { $0 == ":all:" || $0 == name }) { return .fromSources }
        return names("--only-binary").contains { $0 == ":all:" || $0 == name } ? .onlyWheels : .any
    }

    /// `python:3.11-alpine`, when all of them say the same.
    private static func python(of commands: [DockerfileCommands.Command]) -> Int? {
        let found = Set(
            commands.map { command -> Int? in
                let name = command.image.split(separator: "/").last ?? ""
                return name.hasPrefix("python:") ? InterpreterVersion.minor(name) : nil
            })
        return found.count == 1 ? found.first ?? nil : nil
    }

    private static func isAlpine(_ image: String) -> Bool {
        image.lowercased().split { !$0.isLetter }.contains { $0 == "alpine" }
    }
}
