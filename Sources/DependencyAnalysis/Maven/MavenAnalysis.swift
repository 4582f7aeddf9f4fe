import Reporting
import ScanModel

/// The packages that JVM projects take from Maven repositories, whatever they are built with.
struct MavenAnalysis: Analysis {
    /// What one file declares.
    enum Fact: Sendable {
        case project(MavenProject)
        case script(GradleScript)
        case properties(ScriptValues, platforms: [JavaCPPPlatform.Choice])
        case catalog(name: String, GradleCatalog)
        case lock(GradleLock)
        /// Packages that another builder's file writes out; locked when those of the packages are in it too.
        case list([DeclaredDependency], isLocked: Bool)
        case jar(String)
    }

    var rules: [Rule] {
        [MavenDependencyCheck.dependencyRule, MavenDependencyCheck.classifierRule, MavenProfileCheck.rule]
    }

    func interest(in file: FileName) -> Interest {
        if JarPresence.name(of: file) != nil { return .named }
        return JVMBuildFile(file)?.interest ?? .none
    }

    func examine(_ text: SourceText, _ file: FileName) throws(Failure) -> Fact? {
        if let name = JarPresence.name(of: file) { return .jar(name) }
        return try JVMBuildFile(file)?.fact(text)
    }

    func judge(_ facts: [FileFact<Fact>]) -> Judgement {
        var projects: [MavenProject] = []
        var gradle = GradleBuild()
        var lists: [GradleBuild.Unit] = []
        var jars = JarPresence()
        var platforms: [JavaCPPPlatform.Choice] = []
        for fact in facts {
            let folder = String(fact.path.folder)
            switch fact.fact {
            case .project(let project):
                projects.append(project)
                if !project.isOfRepository { platforms += project.platforms }
            case .script(let script):
                gradle.scripts.append(script)
                platforms += script.platforms
            case .properties(let values, let chosen):
                gradle.properties.append((folder, values))
                platforms += chosen
            case .catalog(let name, let catalog): gradle.catalogs.append((name, catalog))
            case .lock(let lock): gradle.locks.append(lock)
            case .list(let list, let isLocked):
                lists.append(GradleBuild.Unit(file: fact.path, dependencies: list, isLocked: isLocked))
            case .jar(let name): jars.add(name)
            }
        }
        var judgement = judge(projects, jars)
        judgement.findings += platforms.compactMap { JavaCPPPlatform.finding($0) }
        for unit in gradle.units() + lists { judgement.add(judge(unit, jars)) }
        return judgement
    }

    private func judge(_ unit: GradleBuild.Unit, _ jars: JarPresence) -> Judgement {
        let check = MavenDependencyCheck(unit.dependencies)
        let gap =
            JarGap.gap(unit.file, unit.dependencies, isLocked: unit.isLocked, jars)
            ?? JarGap.gap(unit.file, untold: check.untold, jars)
        return Judgement(findings: check.findings, dependencies: check.results, gaps: gap.map { [$0] } ?? [])
    }

    private func judge(_ all: [MavenProject], _ jars: JarPresence) -> Judgement {
        let resolution = MavenResolution(all)
        let projects = all.filter { !$0.isOfRepository }
        var judgement = Judgement()
        var needed: [String: [DeclaredDependency]] = [:]
        var untold: [String: [DeclaredDependency]] = [:]
        for project in projects {
            let dependencies = resolution.dependencies(of: project).filter { !resolution.isOwn($0.name) }
            let check = MavenDependencyCheck(dependencies)
            judgement.findings += check.findings + MavenProfileCheck.findings(in: resolution.lineage(of: project))
            judgement.dependencies += check.results
            needed[resolution.root(of: project).file, default: []] += dependencies
            untold[resolution.root(of: project).file, default: []] += check.untold
        }
        judgement.gaps = needed.keys.sorted().compactMap { file in
            JarGap.gap(file, needed[file] ?? [], isLocked: false, jars)
                ?? JarGap.gap(file, untold: untold[file] ?? [], jars)
        }
        return judgement
    }
}
