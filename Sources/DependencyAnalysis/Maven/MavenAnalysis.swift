import Reporting
import ScanModel

/// Maven's and Gradle's dependencies.
struct MavenAnalysis: Analysis {
    /// What one file declares.
    enum Fact: Sendable {
        case project(MavenProject)
        /// Coordinates written out in a Gradle file.
        case coordinates([DeclaredDependency])
    }

    var rules: [Rule] { [MavenDependencyCheck.dependencyRule, MavenDependencyCheck.classifierRule] }

    func interest(in file: FileName) -> Interest { isProject(file) || isGradle(file) ? .always : .none }

    private func isProject(_ file: FileName) -> Bool { file.name == "pom.xml" || file.ending == "pom" }
    private func isGradle(_ file: FileName) -> Bool { file.ending == "gradle" || file.name.hasSuffix(".gradle.kts") }

    func examine(_ text: SourceText, _ file: FileName) throws(Failure) -> Fact? {
        isProject(file)
            ? .project(try MavenProject(text.bytes, file: text.path))
            : .coordinates(GradleCoordinates.declared(in: text))
    }

    func judge(_ facts: [FileFact<Fact>]) -> Judgement {
        var projects: [MavenProject] = []
        var coordinates: [DeclaredDependency] = []
        for fact in facts {
            switch fact.fact {
            case .project(let project): projects.append(project)
            case .coordinates(let declared): coordinates += declared
            }
        }
        let resolution = MavenResolution(projects)
        let checks =
            projects.map { MavenDependencyCheck(resolution.dependencies(of: $0)) } + [MavenDependencyCheck(coordinates)]
        return Judgement(findings: checks.flatMap { $0.findings }, dependencies: checks.flatMap { $0.results })
    }
}
