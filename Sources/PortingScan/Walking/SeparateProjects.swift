import ScanModel

/// Projects that stand side by side in what is scanned, each of which is built by itself: what one of them knows of arm64
/// says nothing of another.
struct SeparateProjects: Sendable {
    /// One project, or several that are the same for different machines: `tool-amd64/` and `tool-arm64/`. Folders with a
    /// slash at their ends.
    struct Group: Sendable {
        let folders: [String]

        func contains(_ path: String) -> Bool { folders.contains { path.hasPrefix($0) } }
    }

    let groups: [Group]

    /// - Parameter files: all of a tree.
    init(_ files: [FoundFile]) {
        // What has a build or a licence at its top is one project, however many folders it has.
        guard !files.contains(where: { Wrapper.isMark($0.path.utf8[...]) }) else {
            groups = []
            return
        }
        var documents: Set<String> = []
        var builds: Set<String> = []
        let projects = Set(ProjectFolderNames.projects(in: files))
        for file in files {
            guard let slash = file.path.utf8.lastIndex(of: UInt8(ascii: "/")) else { continue }
            let folder = String(file.path[...slash])
            guard projects.contains(folder) else { continue }
            let name = file.path.utf8[file.path.utf8.index(after: slash)...]
            if Wrapper.isDocument(name) { documents.insert(folder) }
            if Wrapper.isBuild(name) { builds.insert(folder) }
        }
        // Parts of one project have no words for people at their tops, or are built by another part.
        let whole = documents.intersection(builds)
        let named = Dictionary(grouping: whole) { ProjectFolderNames.withoutArchitecture($0) }
        let groups = named.values.map { Group(folders: $0.sorted()) }
        self.groups = projects.count > 1 ? groups.sorted { ($0.folders.first ?? "") < ($1.folders.first ?? "") } : []
    }
}
