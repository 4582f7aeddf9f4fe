import Reporting
import ScanModel
import XML

/// NuGet's own lists of packages.
enum NuGetLists {
    /// `packages.config`: one element for each package.
    static func config(_ text: SourceText) throws(Failure) -> [DeclaredNuGet] {
        let root = try XMLElement.parse(text.bytes)
        return root.elements("package").compactMap { element in
            element.attributes["id"].map {
                DeclaredNuGet(Place(text, at: element.offset), name: $0, version: element.attributes["version"])
            }
        }
    }

    /// `packages.lock.json`: the packages for each framework, those that others brought along too.
    static func lock(_ text: SourceText) throws(Failure) -> [DeclaredNuGet] {
        let root = try JSONReader.read(text)
        var seen: Set<String> = []
        return (root["dependencies"]?.members ?? []).flatMap { $0.value.members }.compactMap { member in
            guard let version = member.value["resolved"]?.text, seen.insert(member.name + " " + version).inserted else {
                return nil
            }
            return DeclaredNuGet(Place(text, at: member.offset), name: member.name, version: version)
        }
    }
}
