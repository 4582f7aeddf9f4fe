import ConfigurationAnalysis
import Reporting
import ScanModel

/// What the commands of Dockerfiles install with npm, RubyGems, Go and Cargo; Python's packages belong to a project
/// and are judged with it.
struct InstallAnalysis: Analysis {
    /// A package, and who installs it.
    struct Installed: Sendable {
        let tool: InstallCommand.Tool
        let package: DeclaredPackage
    }

    private static let words = LiteralSet([
        "npm", "yarn", "gem install", "go install", "go get", "cargo install", "\"gem\"", "\"cargo\"",
    ])

    var rules: [Rule] { [NPMAnalysis.packageRule, GemAnalysis.gemRule, GoModAnalysis.rule, CargoAnalysis.rule] }

    func interest(in file: FileName) -> Interest {
        DockerfileCommands.isDockerfile(file) && !file.isOfTests ? .containing(Self.words) : .none
    }

    func examine(_ text: SourceText, _ file: FileName) -> [Installed]? {
        let dockerfile = DockerfileCommands(text)
        let hasBrowser = DistributionBrowser.isUsed(in: dockerfile, text)
        let installed = dockerfile.commands.flatMap { command -> [Installed] in
            guard let install = InstallCommand(command) else { return [] }
            let packages = InstalledPackages(
                command: install, text: text,
                isForDevelopment: !command.isNeeded || DockerfileCommands.isForTests(file)
            ).packages
            return packages.filter { !hasBrowser || !DistributionBrowser.packages.contains($0.name) }.map {
                Installed(tool: install.tool, package: $0)
            }
        }
        return installed.isEmpty ? nil : installed
    }

    func judge(_ facts: [FileFact<[Installed]>]) -> Judgement {
        var judgement = Judgement()
        for fact in facts {
            for (tool, judge) in Self.judges {
                judgement.add(judge.judge(fact.fact.filter { $0.tool == tool }.map { $0.package }))
            }
            let unknown = fact.fact.filter { $0.tool == .npm && NPMKnowledge.packages[$0.package.name] == nil }
            if !unknown.isEmpty {
                // Tools mostly, of one file each: worth a line, and no reason to doubt the whole.
                let names = unknown.map { $0.package.name }.joined(separator: ", ")
                judgement.omissions.append(
                    NotJudged(what: fact.path, why: "what npm installs there is not known to mixarch: \(names)"))
            }
        }
        return judgement
    }

    private static let judges: [(InstallCommand.Tool, PackageJudge)] = [
        (
            .npm,
            PackageJudge(
                ecosystem: "npm", rule: NPMAnalysis.packageRule, facts: NPMKnowledge.packages, unknownIsPortable: false)
        ),
        (.gem, GemAnalysis.gemJudge),
        (
            .go,
            PackageJudge(
                ecosystem: "go", rule: GoModAnalysis.rule, facts: GoKnowledge.packages, unknownIsPortable: true)
        ),
        (
            .cargo,
            PackageJudge(
                ecosystem: "cargo", rule: CargoAnalysis.rule, facts: CargoKnowledge.packages, unknownIsPortable: true)
        ),
    ]
}
