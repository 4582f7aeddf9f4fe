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
        // Called for every file of a tree: most are told by their ending, and no path is searched for them.
        guard !file.isPlainSource, let kind = Self.kind(of: file), !file.path.contains("!/"),
            !Self.trials.contains(where: { ("/" + file.path).contains("/" + $0) })
        else { return nil }
        self = kind
    }

    private static func kind(of file: FileName) -> JVMBuildFile? {
        switch file.ending {
        case "xml": file.name == "pom.xml" ? .maven : file.name == "ivy.xml" ? .ivy : nil
        case "pom": .maven
        case "gradle": .gradle
        case "kts": file.name.hasSuffix(".gradle.kts") ? .gradle : nil
        case "kt": file.folder.hasSuffix("buildSrc/src/main/kotlin") ? .gradle : nil
        case "properties": file.name == "gradle.properties" ? .gradleProperties : nil
        case "toml":
            file.name.hasSuffix(".versions.toml")
                ? .gradleCatalog(String(file.name.dropLast(".versions.toml".count))) : nil
        case "lockfile":
            file.name.hasSuffix("gradle.lockfile") || file.folder.hasSuffix("dependency-locks") ? .gradleLock : nil
        case "sbt": .sbt
        case "scala": file.folder.split(separator: "/").last == "project" ? .sbt : nil
        case "sc", "mill": file.name.hasPrefix("build.") ? .sbt : nil
        case "clj": file.name == "project.clj" ? .leiningen : nil
        case "edn": file.name == "deps.edn" ? .clojure : nil
        case "bzl": .bazel
        case "bazel": ["workspace.bazel", "module.bazel"].contains(file.name) ? .bazel : nil
        case "": file.name == "workspace" ? .bazel : nil
        case "json": file.name == "maven_install.json" ? .bazelLock : nil
        default: nil
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
        case .gradleProperties:
            .properties(
                PropertiesFile.values(in: text), platforms: JavaCPPPlatform.choices(inProperties: text))
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
