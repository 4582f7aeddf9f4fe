import Reporting
import ScanModel
import TOML

/// `poetry.lock` and `pdm.lock`: every package with the files that the index has of it.
enum PoetryLock {
    static func read(_ text: SourceText) throws(Failure) -> PythonManifest {
        let root = try TOMLDocument.read(text.bytes)
        // Older files list all files at the end.
        let metadata = root[path: "metadata", "files"]?.table
        var manifest = PythonManifest(.lock)
        let packages = (root["package"]?.tables ?? []).compactMap { package($0, metadata, in: text) }
        manifest.dependencies = LockedPackage.used(packages)
        return manifest
    }

    private static func package(
        _ table: TOMLTable, _ metadata: TOMLTable?, in text: SourceText
    ) -> LockedPackage? {
        guard let member = table.members.first(where: { $0.name == "name" }), let name = member.value.text,
            let version = table["version"]?.text.flatMap({ PythonVersion($0) })
        else { return nil }
        var dependency = PythonDependency(
            name, VersionSet([[VersionSpecifier(.equal, version)]]), at: Place(text, at: member.offset),
            use: use(of: table))
        let key = metadata?.members.first { $0.name == name || $0.name == "\(name) \(version.text)" }
        let files = (table["files"] ?? key?.value)?.elements.compactMap { ($0["file"] ?? $0["url"])?.text } ?? []
        dependency.content = LockedFiles.content(files, of: name)
        dependency.isElsewhere =
            table["source"].map { $0["type"]?.text != "legacy" } ?? false
            || ["path", "url", "git", "editable"].contains { table[$0] != nil }
        dependency.apply((table["markers"] ?? table["marker"])?.text.flatMap { Marker($0) })
        var package = LockedPackage(dependency)
        addEdges(of: table["dependencies"], to: &package)
        return package
    }

    private static func use(of table: TOMLTable) -> PythonDependency.Use {
        let groups = table["groups"]?.texts ?? []
        let isMain =
            groups.isEmpty ? table["category"]?.text != "dev" : groups.contains { ["main", "default"].contains($0) }
        if !isMain { return .development }
        return table["optional"]?.boolean == true ? .optional : .runtime
    }

    private static func addEdges(of value: TOMLValue?, to package: inout LockedPackage) {
        // pdm writes requirements, poetry a table of conditions.
        for written in value?.texts ?? [] {
            if let requirement = Requirement(written) { package.addEdge(requirement.name, requirement.marker) }
        }
        for member in value?.table?.members ?? [] {
            let conditions = member.value.elements.isEmpty ? [member.value] : member.value.elements
            for condition in conditions {
                package.addEdge(member.name, condition["markers"]?.text.flatMap { Marker($0) })
            }
        }
    }
}
