import Reporting
import ScanModel

/// What a `pom.xml` says about its dependencies, before anything is resolved.
struct MavenProject: Sendable {
    let file: String
    let group: String?
    let artifact: String?
    let version: String?
    let parentGroup: String?
    let parentArtifact: String?
    let parentVersion: String?
    let properties: [String: String]
    /// `dependencyManagement`.
    let managed: [DeclaredDependency]
    let declared: [DeclaredDependency]

    /// - Throws: ``Failure`` with code `invalid-input` when it is no XML or no Maven project.
    init(_ bytes: [UInt8], file: String) throws(Failure) {
        let root = try XMLElement.parse(bytes)
        guard root.name == "project" else {
            throw Failure(.invalidInput, "line \(root.line): <\(root.name)> is no Maven project")
        }
        let parent = root.elements("parent").first
        self.file = file
        group = root.value("groupId")
        artifact = root.value("artifactId")
        version = root.value("version")
        parentGroup = parent?.value("groupId")
        parentArtifact = parent?.value("artifactId")
        parentVersion = parent?.value("version")
        properties = root.elements("properties").flatMap { $0.children }.reduce(into: [:]) { result, property in
            result[property.name] = property.trimmed ?? ""
        }
        func dependencies(_ elements: [XMLElement]) -> [DeclaredDependency] {
            elements.compactMap { element in
                guard let group = element.value("groupId"), let artifact = element.value("artifactId") else {
                    return nil
                }
                return DeclaredDependency(
                    file: file, line: element.line, group: group, artifact: artifact,
                    version: element.value("version"), classifier: element.value("classifier"))
            }
        }
        managed = dependencies(root.elements("dependencyManagement", "dependencies", "dependency"))
        // Build plugins name the compilers that they download as one text.
        let tools = (root.descendants("protocArtifact") + root.descendants("pluginArtifact")).compactMap { element in
            element.trimmed.flatMap { DeclaredDependency(coordinate: $0, file: file, line: element.line) }
        }
        declared =
            dependencies(
                root.elements("dependencies", "dependency")
                    + root.elements("profiles", "profile", "dependencies", "dependency")) + tools
    }
}
