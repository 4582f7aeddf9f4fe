import Reporting
import ScanModel

/// Projects for .NET: what they are built for, and their packages.
struct DotNetAnalysis: Analysis {
    /// What one file says.
    enum Fact: Sendable {
        case project(DotNetProject)
        case list([DeclaredNuGet])
        case lock([DeclaredNuGet])
    }

    var rules: [Rule] { [NuGetCheck.rule] + DotNetTargetCheck.rules }

    func interest(in file: FileName) -> Interest { Self.kind(of: file) == nil ? .none : .always }

    private enum Kind {
        case build(DotNetProject.Kind)
        case config
        case lock
    }

    private static func kind(of file: FileName) -> Kind? {
        guard !file.isPlainSource else { return nil }
        let kind: Kind? =
            switch file.ending {
            case "csproj", "fsproj", "vbproj": .build(.project)
            case "pubxml": .build(.publishProfile)
            case "config": file.name == "packages.config" ? .config : nil
            case "json": file.name == "packages.lock.json" ? .lock : nil
            case "props", "targets": shared.contains(file.name) ? .build(.shared) : nil
            default: nil
            }
        return kind == nil || file.path.contains("!/") ? nil : kind
    }

    private static let shared: Set<String> = [
        "directory.build.props", "directory.packages.props", "directory.build.targets",
    ]

    func examine(_ text: SourceText, _ file: FileName) throws(Failure) -> Fact? {
        switch Self.kind(of: file) {
        case .build(let kind): .project(try DotNetProject(text, kind))
        case .config: .list(try NuGetLists.config(text))
        case .lock: .lock(try NuGetLists.lock(text))
        case nil: nil
        }
    }

    func judge(_ facts: [FileFact<Fact>]) -> Judgement {
        var tree = DotNetTree()
        for fact in facts {
            switch fact.fact {
            case .project(let project): tree.add(project)
            case .list(let packages): tree.lists.append(packages)
            case .lock(let packages): tree.locks.append((String(fact.path.folder), packages))
            }
        }
        let check = NuGetCheck(tree.packages())
        return Judgement(
            findings: check.findings + DotNetTargetCheck.findings(in: tree), dependencies: check.results,
            gaps: check.gaps)
    }
}
