import ScanModel

/// All Python files of a tree, brought together: a lock file, a constraint and an installed package tell versions that
/// a manifest leaves open.
struct PythonProjects {
    private let facts: [FileFact<PythonManifest>]
    private let paths: Set<String>
    /// The names that lock files have, by folder.
    private var locked: [Substring: Set<String>] = [:]
    /// The names of compiled requirements, by folder.
    private var compiled: [Substring: Set<String>] = [:]
    private var pythons: [Substring: Int] = [:]
    /// The C libraries of the images that are built of a folder.
    private var libcs: [Substring: Set<PlatformTag.Libc>] = [:]
    private var installed: [String: [(path: String, dependency: PythonDependency)]] = [:]
    /// The constraints of a file, by its path.
    private var constraints: [String: [PythonDependency]] = [:]

    init(_ facts: [FileFact<PythonManifest>]) {
        self.facts = facts
        paths = Set(facts.map { $0.path })
        for fact in facts {
            let names = fact.fact.dependencies.map { $0.name }
            switch fact.fact.kind {
            case .lock: locked[fact.path.folder, default: []].formUnion(names)
            case .requirements: compiled[fact.path.folder, default: []].formUnion(names)
            case .constraints: constraints[fact.path] = fact.fact.dependencies
            case .installed:
                for dependency in fact.fact.dependencies {
                    installed[dependency.name, default: []].append((fact.path, dependency))
                }
            case .interpreter, .conda, .project, .requirementsSource, .dockerfile: break
            }
            if let libc = fact.fact.libc { libcs[fact.path.folder, default: []].insert(libc) }
            // The file that says nothing else wins.
            if let python = fact.fact.python, fact.fact.kind == .interpreter || pythons[fact.path.folder] == nil {
                pythons[fact.path.folder] = python
            }
        }
    }

    var resolved: [PythonProject] {
        let referenced = Set(
            facts.flatMap { fact in fact.fact.constraints.compactMap { Self.resolve($0, from: fact.path) } })
        return facts.filter {
            $0.fact.kind != .installed && $0.fact.kind != .interpreter && $0.fact.kind != .constraints
        }
        .map { resolved($0, referenced) }
    }

    private func resolved(_ fact: FileFact<PythonManifest>, _ referenced: Set<String>) -> PythonProject {
        let folder = fact.path.folder
        let limits = limits(of: fact, referenced)
        let dependencies = fact.fact.dependencies.filter { !isTold($0, of: fact.fact.kind, in: folder) }.map {
            installed(limited($0, by: limits), below: folder)
        }
        let includes = fact.fact.includes.compactMap { Self.resolve($0, from: fact.path) }
        return PythonProject(
            file: fact.path, kind: fact.fact.kind, dependencies: dependencies, python: python(of: folder),
            libc: fact.fact.libc ?? libc(of: folder),
            missing: includes.filter { !paths.contains($0) })
    }

    /// Whether another file says more of it.
    private func isTold(_ dependency: PythonDependency, of kind: PythonManifest.Kind, in folder: Substring) -> Bool {
        switch kind {
        case .project: covers(folder, dependency.name)
        case .requirementsSource:
            compiled[folder]?.contains(dependency.name) == true || locked[folder]?.contains(dependency.name) == true
        case .requirements, .dockerfile: dependency.version == nil && locked[folder]?.contains(dependency.name) == true
        case .lock, .conda, .constraints, .installed, .interpreter: false
        }
    }

    /// The lock file of a workspace stands at its top.
    private func covers(_ folder: Substring, _ name: String) -> Bool {
        var folder = folder
        while true {
            if locked[folder]?.contains(name) == true { return true }
            guard !folder.isEmpty else { return false }
            folder = folder.lastIndex(of: "/").map { folder[..<$0] } ?? ""
        }
    }

    private func python(of folder: Substring) -> Int? {
        var folder = folder
        while true {
            if let python = pythons[folder] { return python }
            guard !folder.isEmpty else { return nil }
            folder = folder.lastIndex(of: "/").map { folder[..<$0] } ?? ""
        }
    }

    /// That of the images which are built of the folder, or of the nearest above it; nil when they differ.
    private func libc(of folder: Substring) -> PlatformTag.Libc? {
        var folder = folder
        while true {
            if let found = libcs[folder] { return found.count == 1 ? found.first : nil }
            guard !folder.isEmpty else { return nil }
            folder = folder.lastIndex(of: "/").map { folder[..<$0] } ?? ""
        }
    }

    /// The constraints that a file names; those of its folder when nobody names them.
    private func limits(of fact: FileFact<PythonManifest>, _ referenced: Set<String>) -> [String: PythonDependency] {
        guard [.requirements, .requirementsSource, .conda].contains(fact.fact.kind) else { return [:] }
        let folder = fact.path.folder
        let named = fact.fact.constraints.compactMap { Self.resolve($0, from: fact.path) }
        let beside = constraints.keys.filter { $0.folder == folder && !referenced.contains($0) }.sorted()
        // A file of requirements may be used as constraints too.
        let limits = (named + beside).flatMap { path in
            constraints[path] ?? (named.contains(path) ? facts.first { $0.path == path }?.fact.dependencies : nil) ?? []
        }
        return Dictionary(
            limits.filter { $0.onARM64(python: python(of: folder)).isPossible }.map { ($0.name, $0) },
            uniquingKeysWith: { first, _ in first })
    }

    /// - Returns: nil for what is in no file of the tree: an address, a path with a variable in it.
    private static func resolve(_ path: String, from file: String) -> String? {
        path.contains("://") || path.contains("$") ? nil : RelativePath.resolve(path, from: file)
    }

    private func limited(
        _ dependency: PythonDependency, by limits: [String: PythonDependency]
    ) -> PythonDependency {
        guard let limit = limits[dependency.name], dependency.version == nil else { return dependency }
        var result = dependency
        result.versions = dependency.versions.intersection(limit.versions)
        // What has to be changed is the constraint.
        result.place = limit.place
        return result
    }

    private func installed(_ dependency: PythonDependency, below folder: Substring) -> PythonDependency {
        guard dependency.content == nil,
            let found = installed[dependency.name]?.first(where: { folder.isEmpty || $0.path.hasPrefix(folder + "/") })
        else { return dependency }
        var result = dependency
        if dependency.version == nil {
            // Several environments with several versions tell nothing.
            let versions = Set(installed[dependency.name, default: []].compactMap { $0.dependency.version })
            guard versions.count == 1 else { return dependency }
            result.versions = found.dependency.versions
        }
        if result.version == found.dependency.version { result.content = found.dependency.content }
        return result
    }
}
