import Reporting
import ScanModel

/// npm's `package-lock.json` and `npm-shrinkwrap.json`, versions 1 to 3.
enum PackageLock {
    /// Version 1 nests packages; nobody nests them deeper.
    private static let deepest = 64

    static func packages(_ text: SourceText) throws(Failure) -> [NPMLockedPackage] {
        let root = try JSONReader.read(text)
        if let packages = root["packages"] {
            return packages.members.compactMap { member in
                guard let marker = member.name.ranges(of: "node_modules/").last, member.value["link"]?.isTrue != true
                else { return nil }
                let name = member.value["name"]?.text ?? String(member.name[marker.upperBound...])
                return package(name, member, in: text, scripts: member.value["hasInstallScript"]?.isTrue ?? false)
            }
        }
        return nested(root["dependencies"], in: text, depth: 0)
    }

    private static func nested(_ dependencies: JSONNode?, in text: SourceText, depth: Int) -> [NPMLockedPackage] {
        guard let dependencies, depth < deepest else { return [] }
        return dependencies.members.flatMap { member in
            [package(member.name, member, in: text, scripts: nil)]
                + nested(member.value["dependencies"], in: text, depth: depth + 1)
        }
    }

    private static func package(
        _ name: String, _ member: JSONNode.Member, in text: SourceText, scripts: Bool?
    ) -> NPMLockedPackage {
        let value = member.value
        // Version 1 writes another package under this name as "npm:other@1.2.3".
        let version = value["version"]?.text
        let alias = version?.hasPrefix("npm:") == true ? version?.dropFirst(4) : nil
        let at = alias?.dropFirst().lastIndex(of: "@")
        let isOptional = value["optional"]?.isTrue == true || value["devOptional"]?.isTrue == true
        return NPMLockedPackage(
            package: DeclaredPackage(
                at.flatMap { at in alias.map { String($0[..<at]) } } ?? name,
                version: at.flatMap { at in alias.map { String($0[$0.index(after: at)...]) } } ?? version,
                at: .init(text, at: member.offset),
                isForDevelopment: value["dev"]?.isTrue == true || value["devOptional"]?.isTrue == true,
                isOptional: isOptional),
            processors: value["cpu"]?.texts ?? [], systems: value["os"]?.texts ?? [], isOptional: isOptional,
            hasInstallScript: scripts, options: (value["optionalDependencies"]?.members ?? []).map { $0.name })
    }
}
