import ScanModel

/// All of a tree's .NET files, and what they say together.
struct DotNetTree {
    private(set) var projects: [DotNetProject] = []
    /// Settings for all projects below a folder, by the folder.
    private var settings: [String: [DotNetProject]] = [:]
    /// Lock files and lists by their folder.
    var locks: [(folder: String, packages: [DeclaredNuGet])] = []
    var lists: [[DeclaredNuGet]] = []

    private static let mostExpansions = 16

    mutating func add(_ project: DotNetProject) {
        projects.append(project)
        if project.kind == .shared { settings[String(project.file.folder), default: []].append(project) }
    }

    /// The packages of the tree, with the versions that can be told.
    func packages() -> [DeclaredNuGet] {
        let declared = projects.filter { $0.kind != .publishProfile }.flatMap { project -> [DeclaredNuGet] in
            let lock = locks.first { $0.folder == String(project.file.folder) }?.packages ?? []
            let shared = self.shared(for: project)
            return project.packages.map { complete($0, project, shared, lock) }
        }
        let direct = Set(
            projects.flatMap { project in project.packages.map { project.file.folder + "/" + $0.name.lowercased() } })
        let broughtAlong = locks.flatMap { lock in
            lock.packages.filter { !direct.contains(Substring(lock.folder) + "/" + $0.name.lowercased()) }
        }
        return declared + lists.flatMap { $0 } + broughtAlong
    }

    /// The settings of the folders that a project is in, the nearest first.
    func shared(for project: DotNetProject) -> [DotNetProject] {
        let folders = GradleBuild.folders(above: String(project.file.folder))
        return folders.flatMap { settings[$0] ?? [] }.filter { $0.file != project.file }
    }

    private func complete(
        _ package: DeclaredNuGet, _ project: DotNetProject, _ shared: [DotNetProject], _ lock: [DeclaredNuGet]
    ) -> DeclaredNuGet {
        var result = package
        let name = package.name.lowercased()
        if let locked = lock.first(where: { $0.name.lowercased() == name }) {
            result.version = locked.version
            return result
        }
        let declared = package.version ?? ([project] + shared).lazy.compactMap { $0.versions[name] }.first
        result.version = declared.flatMap { evaluate($0, [project] + shared) }.flatMap { NuGetVersion.lowest(of: $0) }
        return result
    }

    /// A text with its `$(…)` filled in.
    func evaluate(_ text: String, _ scope: [DotNetProject]) -> String? {
        var result = text
        for _ in 0..<Self.mostExpansions {
            guard let start = result.firstRange(of: "$(") else { return result }
            guard let end = result[start.upperBound...].firstIndex(of: ")") else { return nil }
            let name = result[start.upperBound..<end]
            guard let value = scope.lazy.flatMap({ $0.properties }).first(where: { $0.name == name })?.value,
                value.utf8.count < 512
            else { return nil }
            result.replaceSubrange(start.lowerBound...end, with: value)
        }
        return nil
    }
}
