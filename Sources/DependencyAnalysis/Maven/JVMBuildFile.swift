import Reporting
import ScanModel

/// The files by which builders of JVM programs say what they need.
enum JVMBuildFile {
    case maven
    case gradle
    case gradleProperties
    case gradleCatalog(String)
    case gradleLock
    case sbt
    case ivy
    case leiningen
    case clojure
    case bazel
    case bazelLock

    /// Folders of projects that a build tries its plugins on, or that a generator fills in.
    private static let trials = ["src/test/", "src/it/", "archetype-resources/"]

    /// - Returns: nil when it is none, or is within an archive.
    init?(_ file: FileName) {
        guard !file.path.contains("!/"), !Self.trials.contains(where: { ("/" + file.path).contains("/" + $0) }) else {
            return nil
        }
        switch file.name {
        case "pom.xml": self = .maven
        case "gradle.properties": self = .gradleProperties
        case "ivy.xml": self = .ivy
        case "project.clj": self = .leiningen
        case "deps.edn": self = .clojure
        case "maven_install.json": self = .bazelLock
        case "workspace", "workspace.bazel", "module.bazel": self = .bazel
        case "build.sc", "build.mill": self = .sbt
        case _ where file.name.hasSuffix(".versions.toml"):
            self = .gradleCatalog(String(file.name.dropLast(".versions.toml".count)))
        case _ where file.name.hasSuffix(".gradle.kts"): self = .gradle
        case _ where file.folder.hasSuffix("buildSrc/src/main/kotlin") && file.ending == "kt": self = .gradle
        case _ where file.folder.hasSuffix("project") && file.ending == "scala": self = .sbt
        default:
            switch file.ending {
            case "pom": self = .maven
            case "gradle": self = .gradle
            case "sbt": self = .sbt
            case "bzl": self = .bazel
            case "lockfile" where file.name.hasSuffix("gradle.lockfile") || file.folder.hasSuffix("dependency-locks"):
                self = .gradleLock
            default: return nil
            }
        }
    }

    private static let mavenInBazel = LiteralSet(["maven_install", "maven.install", "maven.artifact"])

    var interest: Interest {
        switch self {
        case .bazel: .containing(Self.mavenInBazel)
        default: .always
        }
    }

    func fact(_ text: SourceText) throws(Failure) -> MavenAnalysis.Fact? {
        switch self {
        case .maven: .project(try MavenProject(text))
        case .gradle: .script(GradleScript(text))
        case .gradleProperties: .properties(PropertiesFile.values(in: text))
        case .gradleCatalog(let name): .catalog(name: name, try GradleCatalog(toml: text))
        case .gradleLock: .lock(GradleLock(text))
        case .sbt: .list(ScalaBuild.declared(in: text), isLocked: false)
        case .ivy: .list(try IvyFile.declared(in: text), isLocked: false)
        case .leiningen: .list(ClojureBuild.leiningen(text), isLocked: false)
        case .clojure: .list(ClojureBuild.deps(text), isLocked: false)
        case .bazel: .list(BazelMaven.declared(in: text), isLocked: false)
        case .bazelLock: .list(try BazelMaven.locked(in: text), isLocked: true)
        }
    }
}

extension MavenProject {
    /// Whether it lies in a repository (`…/name/version/name-version.pom`): it tells of a package, and is no project.
    var isOfRepository: Bool {
        let parts = file.split(separator: "/")
        guard parts.count > 2, let last = parts.last, last.hasSuffix(".pom") else { return false }
        return last == parts[parts.count - 3] + "-" + parts[parts.count - 2] + ".pom"
    }
}
