import ConfigurationAnalysis
import ScanModel

extension FileName {
    /// What kind of Python file it is by its name; nil when it is none that is read.
    var pythonKind: PythonManifest.Kind? {
        if isPlainSource { return nil }
        // Every file of a tree is asked.
        guard Self.pythonNames.mayContain(name) else { return kindByEnding }
        return switch name {
        case "pyproject.toml", "setup.cfg", "setup.py", "pipfile": .project
        case "poetry.lock", "uv.lock", "pdm.lock", "pipfile.lock", "pixi.lock": .lock
        case "conda-lock.yml", "conda-lock.yaml": .lock
        case "pixi.toml": .conda
        case ".python-version", "runtime.txt": .interpreter
        case "wheel": path.hasSuffix(".dist-info/WHEEL") ? .installed : nil
        default: kindByEnding
        }
    }

    /// All of the names that say it without their endings.
    private static let pythonNames: NameSet = [
        "pyproject.toml", "setup.cfg", "setup.py", "pipfile", "poetry.lock", "uv.lock", "pdm.lock", "pipfile.lock",
        "pixi.lock", "conda-lock.yml", "conda-lock.yaml", "pixi.toml", ".python-version", "runtime.txt", "wheel",
    ]

    private var kindByEnding: PythonManifest.Kind? {
        switch ending {
        case "txt", "in", "pip":
            if name.contains("constraints") { return .constraints }
            guard
                name.contains("requirements") || name.hasPrefix("reqs")
                    || folders.last.map({ Self.requirementFolders.contains($0.lowercased()) }) ?? false,
                name != "requires.txt"
            else { return CondaExplicitList.isLikely(self) ? .lock : nil }
            return ending == "in" ? .requirementsSource : .requirements
        case "yml", "yaml": return name.contains("environment") || name.hasPrefix("conda") ? .conda : nil
        case "toml": return name.hasPrefix("pylock.") ? .lock : nil
        case "lock": return name.hasPrefix("conda") ? .lock : nil
        default: return DockerfileCommands.isDockerfile(self) ? .dockerfile : nil
        }
    }

    private static let requirementFolders: Set<String> = ["requirements", "req", "reqs", "requires"]

    private static let developmentWords: Set<String> = [
        "ci", "dev", "develop", "development", "doc", "docs", "lint", "linting", "test", "tests", "testing", "typing",
        "build", "bench", "benchmark", "benchmarks", "example", "examples", "style", "format", "release", "maintainer",
    ]

    /// Whether what it names is needed to develop only: by its name, or because a test or an example needs it.
    var isForPythonDevelopment: Bool {
        let words = name.prefix { $0 != "." }.split { $0 == "_" || $0 == "-" }
        return isAside || DockerfileCommands.isForTests(self)
            || words.contains { Self.developmentWords.contains(String($0)) }
    }

    /// Whether it belongs to an installed package rather than to the project.
    var isWithinInstalledPackages: Bool {
        folders.contains {
            $0 == "site-packages" || $0 == "dist-packages" || $0.hasSuffix(".egg-info") || $0 == "node_modules"
        }
    }
}
