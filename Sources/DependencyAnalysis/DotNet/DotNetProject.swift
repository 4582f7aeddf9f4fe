import Reporting
import ScanModel
import XML

/// What an MSBuild file says: a project, a publish profile, or settings for all projects below a folder.
struct DotNetProject: Sendable {
    enum Kind: Sendable {
        case project
        case publishProfile
        /// `Directory.Build.props` and `Directory.Packages.props`.
        case shared
    }

    /// A property with the conditions under which it holds.
    struct Property: Sendable {
        let name: String
        let value: String
        let condition: String
        let place: Place
    }

    let file: String
    let kind: Kind
    let properties: [Property]
    let packages: [DeclaredNuGet]
    /// Central versions by the package's name in small letters.
    let versions: [String: String]

    init(_ text: SourceText, _ kind: Kind) throws(Failure) {
        let root = try XMLElement.parse(text.bytes)
        file = text.path
        self.kind = kind
        properties = root.elements("PropertyGroup").flatMap { group in
            group.children.map { element in
                Property(
                    name: element.name, value: element.trimmed ?? "",
                    condition: [group, element].compactMap { $0.attributes["Condition"] }.joined(separator: " and "),
                    place: Place(text, at: element.offset))
            }
        }
        let groups = root.elements("ItemGroup").filter { !MSBuildCondition.excludesLinux($0) }
        let items = groups.flatMap { $0.children }.filter { !MSBuildCondition.excludesLinux($0) }
        packages = items.filter { $0.name == "PackageReference" }.compactMap { item in
            item.attributes["Include"].map { name in
                DeclaredNuGet(
                    Place(text, at: item.offset), name: name,
                    version: item.attributes["VersionOverride"] ?? item.attributes["Version"]
                        ?? item.value("Version"))
            }
        }
        versions = items.filter { $0.name == "PackageVersion" || $0.attributes["Update"] != nil }.reduce(into: [:]) {
            guard let name = $1.attributes["Include"] ?? $1.attributes["Update"] else { return }
            $0[name.lowercased()] = $1.attributes["Version"] ?? $1.value("Version")
        }
    }

    /// The properties of a name that hold for the usual build.
    func properties(_ name: String) -> [Property] {
        properties.filter {
            $0.name == name && !$0.isForOnePlatform && !MSBuildCondition.excludesLinux($0.condition)
        }
    }
}

extension DotNetProject.Property {
    /// Whether a condition asks for the processor: then it is chosen, not fixed.
    var isForOnePlatform: Bool {
        let condition = condition.lowercased()
        return ["architecture", "|x64", "|x86", "arm64", "'x64'", "'x86'", "-x64'"].contains {
            condition.contains($0)
        }
    }
}

/// A NuGet package that a file asks for.
struct DeclaredNuGet: Sendable {
    let place: Place
    let name: String
    /// May hold `$(…)`; nil when it comes from elsewhere.
    var version: String?
    /// Whether a lock file names it, and perhaps nobody asked for it.
    var isLocked: Bool { place.file.hasSuffix(".lock.json") }

    init(_ place: Place, name: String, version: String?) {
        self.place = place
        self.name = name
        self.version = version
    }
}
