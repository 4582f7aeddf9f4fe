import Reporting
import ScanModel
import XML

/// What a `pom.xml` says about its dependencies, before anything is resolved.
struct MavenProject: Sendable {
    let file: String
    let group: String?
    let artifact: String?
    let version: String?
    let parent: MavenParent?
    /// What holds everywhere.
    let base: MavenDeclarations
    let profiles: [MavenProfile]
    /// The platforms that JavaCPP's packages are taken for, when it says so.
    let platforms: [JavaCPPPlatform.Choice]

    /// - Throws: ``Failure`` with code `invalid-input` when it is no XML or no Maven project.
    init(_ text: SourceText) throws(Failure) {
        let root = try XMLElement.parse(text.bytes)
        guard root.name == "project" else {
            throw Failure(.invalidInput, "line \(root.line): <\(root.name)> is no Maven project")
        }
        file = text.path
        group = root.value("groupId")
        artifact = root.value("artifactId")
        version = root.value("version")
        parent = root.child("parent").map { MavenParent($0) }
        base = MavenDeclarations(root, text)
        platforms = JavaCPPPlatform.choices(in: root, text)
        profiles = root.elements("profiles", "profile").map { MavenProfile($0, text) }
    }

    /// The profiles whose activation says that they hold on Linux on arm64.
    var activeProfiles: [MavenProfile] {
        let chosen = profiles.filter { $0.activation.isChosenOnTarget }
        // Maven leaves the default ones out as soon as another one of the same file is active.
        return chosen.isEmpty ? profiles.filter { $0.activation.isDefault && !$0.activation.isRuledOut } : chosen
    }
}

/// The project that another one inherits from.
struct MavenParent: Sendable {
    let group: String?
    let artifact: String?
    let version: String?
    /// Where it is, from the project's own folder; nil when only a repository has it.
    let path: String?

    init(_ element: XMLElement) {
        group = element.value("groupId")
        artifact = element.value("artifactId")
        version = element.value("version")
        path = element.child("relativePath").map { $0.trimmed } ?? "../pom.xml"
    }
}
