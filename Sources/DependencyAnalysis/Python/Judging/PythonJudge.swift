import Reporting
import ScanModel

/// Judges what Python projects need.
struct PythonJudge {
    private let knowledge: IndexAnswers
    private let libc: PlatformTag.Libc
    private let isOnline: Bool

    init(_ knowledge: IndexAnswers, libc: PlatformTag.Libc, isOnline: Bool) {
        self.knowledge = knowledge
        self.libc = libc
        self.isOnline = isOnline
    }

    func judge(_ projects: [PythonProject]) -> Judgement {
        var judgement = Judgement()
        for project in projects { judgement.add(judge(project)) }
        return judgement
    }

    private func judge(_ project: PythonProject) -> Judgement {
        var judgement = Judgement()
        var unknown: [PythonDependency] = []
        var seen: Set<Finding> = []
        for dependency in project.dependencies where !dependency.isElsewhere {
            let isUsed = dependency.onARM64(python: project.python)
            // What only Windows needs is no dependency here at all.
            guard isUsed.isPossible || dependency.onX86(python: project.python).isPossible else { continue }
            let answer = isUsed.isPossible ? answer(dependency, project) : .installs
            judgement.dependencies.append(result(dependency, answer))
            if answer == .unknown, mayFail(dependency) { unknown.append(dependency) }
            guard var finding = isUsed.isPossible ? localBuild(dependency) ?? finding(dependency, answer) : nil else {
                continue
            }
            if isUsed == .unknown, hasAlternative(dependency, project) { finding = finding.lowered }
            if seen.insert(finding).inserted { judgement.findings.append(finding) }
        }
        judgement.add(gaps(project, judgement.dependencies.count, unknown))
        return judgement
    }

    /// Whether a blocker may hide in what is not known of it.
    private func mayFail(_ dependency: PythonDependency) -> Bool {
        guard let known = knowledge.knowledge(of: dependency.name) else { return true }
        return dependency.build == .onlyWheels || known.mayFail(dependency.versions)
    }

    private func answer(_ dependency: PythonDependency, _ project: PythonProject) -> PackageKnowledge.Answer {
        let question = PackageKnowledge.Question(
            versions: dependency.versions, python: project.python, libc: libc, build: dependency.build)
        let known = knowledge.knowledge(of: dependency.name)
        if let content = dependency.content {
            // The lock file lists what there is of this version; a later one comes from elsewhere.
            let outcome = content.outcome(python: project.python, libc: libc, build: dependency.build)
            let later = known?.answer(question).later
            return switch outcome {
            case .installs: .installs
            case .compiles: .compiles(later)
            case .fails: .fails(later)
            }
        }
        return known?.answer(question) ?? .unknown
    }

    /// Whether the same file names the package with another condition: which one is used depends on what isn't known.
    private func hasAlternative(_ dependency: PythonDependency, _ project: PythonProject) -> Bool {
        project.dependencies.count { $0.name == dependency.name } > 1
    }

    private func result(_ dependency: PythonDependency, _ answer: PackageKnowledge.Answer) -> DependencyResult {
        let status: DependencyResult.Status =
            switch answer {
            case .installs, .compiles(nil): .ok
            case .compiles, .fails(_?): .upgrade
            case .fails(nil): .unsupported
            case .unknown: .unknown
            }
        return DependencyResult(
            ecosystem: "pypi", name: dependency.name, version: dependency.version, file: dependency.place.file,
            line: dependency.place.line, status: status, minimum: answer.later?.text)
    }

    private func finding(_ dependency: PythonDependency, _ answer: PackageKnowledge.Answer) -> Finding? {
        let named = dependency.version.map { "\(dependency.name) \($0)" }
        let bounded = dependency.versions == .any ? dependency.name : "\(dependency.name) within these bounds"
        let some = named ?? bounded
        switch answer {
        case .installs: return nil
        case .compiles(let later):
            return finding(
                dependency, .warning,
                "\(some) has a wheel for x86 and none for arm64: pip compiles it, which needs a compiler and minutes",
                later)
        case .fails(let later):
            let sources = dependency.build == .onlyWheels ? ", and only wheels are allowed" : " and no sources"
            return finding(
                dependency, .blocker, "\(some) has no wheel for Linux on arm64\(sources): pip can't install it", later)
        case .unknown:
            guard let known = knowledge.knowledge(of: dependency.name) else { return nil }
            let seen = dependency.versions.exact.flatMap { known.neighbours(of: $0, libc) }
            return Finding(
                PythonRules.wheel, at: dependency.place, severity: .note,
                message: "\(some) has native code, and whether this version has a wheel for arm64 can't be told"
                    + (seen.map { ": \($0)" } ?? ""),
                reference: page(dependency))
        }
    }

    private func finding(
        _ dependency: PythonDependency, _ severity: Severity, _ message: String, _ later: PythonVersion?
    ) -> Finding {
        let remedy = later.map { "use \(dependency.name) \($0.text) or later" }
        let otherwise =
            severity == .blocker
            ? "replace it, or leave it out on arm64 with a marker for platform_machine"
            : "have a compiler where it is installed, or build its wheel once and keep it"
        return Finding(
            PythonRules.wheel, at: dependency.place, severity: dependency.use.severity(severity), message: message,
            remedy: remedy ?? otherwise, reference: page(dependency))
    }

    /// A build that PyTorch's own index has for x86 only.
    private func localBuild(_ dependency: PythonDependency) -> Finding? {
        guard let version = dependency.versions.exact,
            let reference = LocalBuild.reference(dependency.name, version)
        else { return nil }
        let plain = version.text.prefix { $0 != "+" }
        return Finding(
            PythonRules.wheel, at: dependency.place, severity: dependency.use.severity(.blocker),
            message: "\(dependency.name) \(version.text) is a build for x86: the one for arm64 has no such name",
            remedy: "use \(dependency.name)==\(plain), or choose by platform_machine", reference: reference)
    }

    /// The page that lists the files.
    private func page(_ dependency: PythonDependency) -> String {
        if case .fact(let fact) = knowledge.knowledge(of: dependency.name) { return fact.reference }
        let version = dependency.version.map { "\($0)/" } ?? ""
        return "https://pypi.org/project/\(dependency.name)/\(version)#files"
    }

    private func gaps(_ project: PythonProject, _ count: Int, _ unknown: [PythonDependency]) -> Judgement {
        var judgement = Judgement()
        for name in project.missing {
            judgement.gaps.append(NotJudged(what: project.file, why: "it takes in \(name), which was not seen"))
        }
        guard !unknown.isEmpty else { return judgement }
        let advice =
            isOnline ? "the package index does not have them" : "scan with --online, or with the installed packages"
        let gap = NotJudged(
            what: project.file,
            why: "\(unknown.count) of \(count) dependencies are not known to mixarch; \(advice)")
        // What only developers install can't stop the program.
        if unknown.contains(where: { $0.use == .runtime }) {
            judgement.gaps.append(gap)
        } else {
            judgement.omissions.append(gap)
        }
        return judgement
    }
}

extension PackageKnowledge.Answer {
    /// The nearest later version that has a wheel.
    var later: PythonVersion? {
        switch self {
        case .compiles(let version), .fails(let version): version
        case .installs, .unknown: nil
        }
    }
}

extension Finding {
    /// The same, one step less.
    fileprivate var lowered: Finding { with(severity: severity.lowered) }
}
