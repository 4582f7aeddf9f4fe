import ScanModel
import XML

/// What a project, or one of its profiles, declares.
struct MavenDeclarations: Sendable {
    let properties: [String: String]
    /// `dependencyManagement`, by names without `${…}`.
    let managed: [String: DeclaredDependency]
    /// `dependencyManagement` whose names have to be filled in first.
    let managedByExpression: [DeclaredDependency]
    /// Bills of materials, in their order.
    let imports: [DeclaredDependency]
    let declared: [DeclaredDependency]
    let hasModulesOrPlugins: Bool

    init(_ element: XMLElement, _ text: SourceText) {
        properties = element.elements("properties").flatMap { $0.children }.reduce(into: [:]) { result, property in
            result[property.name] = property.trimmed ?? ""
        }
        let managing = element.elements("dependencyManagement", "dependencies", "dependency")
        let (imported, managed) = managing.reduce(into: ([XMLElement](), [XMLElement]())) { lists, dependency in
            if dependency.value("scope") == "import" { lists.0.append(dependency) } else { lists.1.append(dependency) }
        }
        imports = Self.dependencies(imported, text)
        let all = Self.dependencies(managed, text)
        self.managed = all.reduce(into: [:]) { if $0[$1.name] == nil { $0[$1.name] = $1 } }
        managedByExpression = all.filter { $0.name.contains("${") }
        declared =
            Self.dependencies(element.elements("dependencies", "dependency"), text)
            + Self.tools(of: element.elements("build"), text)
        hasModulesOrPlugins = !(element.elements("modules", "module") + element.elements("build", "plugins")).isEmpty
    }

    /// What plugins depend on, and the compilers that they download, which are named as one text.
    private static func tools(of builds: [XMLElement], _ text: SourceText) -> [DeclaredDependency] {
        let plugins = builds.flatMap {
            $0.elements("plugins", "plugin") + $0.elements("pluginManagement", "plugins", "plugin")
        }
        let needed = dependencies(plugins.flatMap { $0.elements("dependencies", "dependency") }, text, use: .plugin)
        let programs = plugins.flatMap { $0.descendants("protocArtifact") + $0.descendants("pluginArtifact") }
        return needed
            + programs.compactMap { element in
                element.trimmed.flatMap { DeclaredDependency(coordinate: $0, Place(text, at: element.offset)) }
            }
    }

    private static func dependencies(
        _ elements: [XMLElement], _ text: SourceText, use: DeclaredDependency.Use? = nil
    ) -> [DeclaredDependency] {
        elements.compactMap { element in
            guard let group = element.value("groupId"), let artifact = element.child("artifactId"),
                let name = artifact.trimmed
            else { return nil }
            return DeclaredDependency(
                Place(text, at: artifact.offset), group: group, artifact: name, version: element.value("version"),
                classifier: element.value("classifier"), use: use ?? Self.use(of: element.value("scope")))
        }
    }

    private static func use(of scope: String?) -> DeclaredDependency.Use {
        switch scope {
        case "test": .test
        case "provided": .provided
        default: .program
        }
    }
}
