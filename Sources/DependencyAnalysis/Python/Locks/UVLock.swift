import Reporting
import ScanModel
import TOML

/// `uv.lock`, and `pylock.toml` (PEP 751), which lists files in the same way.
enum UVLock {
    static func read(_ text: SourceText) throws(Failure) -> PythonManifest {
        let root = try TOMLDocument.read(text.bytes)
        var manifest = PythonManifest(.lock)
        manifest.findings = PlatformList.findings(markers: root["supported-markers"] ?? root["environments"], in: text)
        let tables = (root["package"] ?? root["packages"])?.tables ?? []
        let packages = tables.compactMap { package($0, in: text) }
        let development = developmentOnly(packages, tables)
        manifest.dependencies = LockedPackage.used(packages).map { dependency in
            var dependency = dependency
            if development.contains(dependency.name) { dependency.use = .development }
            return dependency
        }
        return manifest
    }

    private static func package(_ table: TOMLTable, in text: SourceText) -> LockedPackage? {
        guard let member = table.members.first(where: { $0.name == "name" }), let name = member.value.text else {
            return nil
        }
        let version = table["version"]?.text.flatMap { PythonVersion($0) }
        var dependency = PythonDependency(
            name, version.map { VersionSet([[VersionSpecifier(.equal, $0)]]) } ?? .any,
            at: Place(text, at: member.offset))
        let files = (table["wheels"]?.elements ?? []) + [table["sdist"]].compactMap { $0 }
        dependency.content = LockedFiles.content(
            files.compactMap { ($0["name"] ?? $0["url"] ?? $0["path"] ?? $0["filename"])?.text }, of: name)
        let source = table["source"]
        dependency.isElsewhere =
            ["git", "url", "path", "directory"].contains { source?[$0] != nil }
            || ["vcs", "directory", "archive"].contains { table[$0] != nil }
        dependency.apply(table["marker"]?.text.flatMap { Marker($0) })
        let branches = (table["resolution-markers"]?.texts ?? []).compactMap { Marker($0) }
        if !branches.isEmpty { dependency.apply(.any(branches)) }
        var package = LockedPackage(dependency)
        package.isRoot = source?["editable"] != nil || source?["virtual"] != nil
        for list in edgeLists(table) {
            for edge in list.elements {
                guard let name = edge["name"]?.text else { continue }
                package.addEdge(name, edge["marker"]?.text.flatMap { Marker($0) })
            }
        }
        return package
    }

    private static func edgeLists(_ table: TOMLTable) -> [TOMLValue] {
        let groups = [table["optional-dependencies"], table["dev-dependencies"]]
        return [table["dependencies"]].compactMap { $0 }
            + groups.flatMap { $0?.table?.members.map { $0.value } ?? [] }
    }

    /// What only the groups for development lead to.
    private static func developmentOnly(_ packages: [LockedPackage], _ tables: [TOMLTable]) -> Set<String> {
        let groups = tables.flatMap { $0["dev-dependencies"]?.table?.members ?? [] }
        guard !groups.isEmpty else { return [] }
        let edges = Dictionary(grouping: packages) { $0.dependency.name }
        var pending = tables.filter { $0["source"]?["editable"] != nil || $0["source"]?["virtual"] != nil }.flatMap {
            table in
            let extras = table["optional-dependencies"]?.table?.members.flatMap { $0.value.elements } ?? []
            return ((table["dependencies"]?.elements ?? []) + extras).compactMap { $0["name"]?.text }
        }
        var needed = Set(pending)
        while let name = pending.popLast() {
            for package in edges[name] ?? [] {
                for edge in package.edges where needed.insert(edge.name).inserted { pending.append(edge.name) }
            }
        }
        return Set(packages.map { $0.dependency.name }).subtracting(needed)
    }
}
