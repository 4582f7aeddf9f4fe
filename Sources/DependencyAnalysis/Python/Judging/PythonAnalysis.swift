import Reporting
import ScanModel

/// Python's dependencies: manifests, lock files, conda environments, and what is installed in the tree.
struct PythonAnalysis: Analysis {
    private let index: (any PackageIndex)?
    private let libc: PlatformTag.Libc

    /// - Parameters:
    ///   - index: asked for every package, when it is given.
    ///   - libc: the C library of the system that the packages are installed on.
    init(index: (any PackageIndex)? = nil, libc: PlatformTag.Libc = .glibc) {
        self.index = index
        self.libc = libc
    }

    var rules: [Rule] { PythonRules.all }

    func interest(in file: FileName) -> Interest {
        guard let kind = file.pythonKind, kind == .installed || !file.isWithinInstalledPackages else { return .none }
        switch kind {
        case .dockerfile: return file.isAside ? .none : .containing(DockerfilePackages.words)
        case .lock where CondaExplicitList.isLikely(file): return .containing(CondaExplicitList.words)
        default: return file.name == "setup.py" ? .containing(SetupPy.words) : .always
        }
    }

    func examine(_ text: SourceText, _ file: FileName) throws(Failure) -> PythonManifest? {
        guard let kind = file.pythonKind, var manifest = try read(text, file, kind) else { return nil }
        if file.isAside {
            for index in manifest.dependencies.indices { manifest.dependencies[index].use = .development }
            manifest.findings = manifest.findings.map { $0.with(severity: $0.severity.lowered) }
        }
        return manifest
    }

    private func read(
        _ text: SourceText, _ file: FileName, _ kind: PythonManifest.Kind
    ) throws(Failure) -> PythonManifest? {
        switch kind {
        case .requirements, .requirementsSource, .constraints:
            let use: PythonDependency.Use = file.isForPythonDevelopment ? .development : .runtime
            return RequirementsFile(text, kind: kind, use: use).manifest
        case .interpreter: return InterpreterVersion.read(text)
        case .installed: return InstalledPackage.read(text, path: file.path)
        case .dockerfile: return DockerfilePackages.read(text, file)
        case .lock where CondaExplicitList.isLikely(file): return CondaExplicitList.read(text)
        case .project, .lock, .conda: break
        }
        switch file.name {
        case "pyproject.toml": return try PyProject(text).manifest
        case "setup.cfg": return SetupCfg.read(text)
        case "setup.py": return SetupPy(text).manifest
        case "pipfile": return try Pipfile.read(text)
        case "poetry.lock", "pdm.lock": return try PoetryLock.read(text)
        case "uv.lock": return try UVLock.read(text)
        case "pipfile.lock": return try PipfileLock.read(text)
        case "pixi.lock": return PixiFile.readLock(text)
        case "pixi.toml": return try PixiFile.read(text)
        case "conda-lock.yml", "conda-lock.yaml": return CondaLock.read(text)
        default: return kind == .lock ? try UVLock.read(text) : CondaEnvironment(text).manifest
        }
    }

    func judge(_ facts: [FileFact<PythonManifest>]) async throws -> Judgement {
        let projects = PythonProjects(facts).resolved
        let knowledge = try await IndexAnswers.ask(index, about: projects)
        var judgement = PythonJudge(knowledge, libc: libc, isOnline: index != nil).judge(projects)
        judgement.gaps += knowledge.gaps
        let paths = Set(facts.map { $0.path })
        for fact in facts where !CondaExplicitList.hasTwin(fact.path, among: paths) {
            judgement.findings += fact.fact.findings
        }
        for fact in facts {
            judgement.omissions += fact.fact.omissions
        }
        return judgement
    }
}

extension Finding {
    func with(severity: Severity) -> Finding {
        Finding(
            rule: rule, severity: severity, file: file, line: line, column: column, snippet: snippet, message: message,
            remedy: remedy, reference: reference)
    }
}
