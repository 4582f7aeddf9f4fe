import ScanModel

/// All Gradle scripts, catalogs and lock files of a tree, and what they say together.
struct GradleBuild {
    var scripts: [GradleScript] = []
    var properties: [(folder: String, values: ScriptValues)] = []
    var catalogs: [(name: String, catalog: GradleCatalog)] = []
    var locks: [GradleLock] = []

    /// What one build (a settings script with all below it, or one script alone) needs.
    struct Unit {
        let file: String
        let dependencies: [DeclaredDependency]
        /// Whether a lock file lists the dependencies of the dependencies too.
        let isLocked: Bool
    }

    func units() -> [Unit] {
        let roots = Set(scripts.filter { $0.isSettings }.map { $0.folder })
        let groups = Dictionary(grouping: scripts) { script in
            Self.folders(above: script.folder).first { roots.contains($0) } ?? script.folder
        }
        let known = catalogsWithSettings()
        var units = groups.keys.sorted().compactMap { root in unit(at: root, groups[root] ?? [], known) }
        // A lock file without a script beside it, and a catalog that no script uses, still say what is needed.
        let covered = Set(groups.keys)
        let orphans = locks.filter { lock in !Self.folders(above: lock.folder).contains { covered.contains($0) } }
        units += orphans.map { Unit(file: $0.file, dependencies: $0.dependencies, isLocked: true) }
        if scripts.isEmpty {
            let libraries = known.flatMap { $0.catalog.libraries.sorted { $0.key < $1.key }.map { $0.value } }
            if let first = libraries.first {
                units.append(Unit(file: first.place.file, dependencies: libraries, isLocked: false))
            }
        }
        return units
    }

    /// A folder and those that it is in, the nearest first.
    static func folders(above folder: String) -> [String] {
        var folders = [folder]
        var rest = Substring(folder)
        while let slash = rest.lastIndex(of: "/") {
            rest = rest[..<slash]
            folders.append(String(rest))
        }
        if folder != "" { folders.append("") }
        return folders
    }

    private func catalogsWithSettings() -> [(name: String, catalog: GradleCatalog)] {
        catalogs + scripts.filter { $0.isSettings }.map { ("libs", $0.catalog) }
    }

    private func unit(
        at root: String, _ scripts: [GradleScript], _ catalogs: [(name: String, catalog: GradleCatalog)]
    ) -> Unit? {
        let values = values(at: root, scripts)
        var declared: [DeclaredDependency] = []
        var managed: [DeclaredDependency] = []
        var bills: [DeclaredDependency] = []
        for script in scripts {
            let own = own(script, values)
            for declaration in script.declarations {
                let dependency = Self.filled(declaration.dependency, own)
                switch declaration.role {
                case .dependency: declared.append(dependency)
                case .managed: managed.append(dependency)
                case .platform: bills.append(dependency)
                }
            }
        }
        let (used, platforms) = Self.used(scripts.flatMap { $0.catalogUses }, catalogs)
        declared += used.map { Self.filled($0, values) }
        bills += platforms
        let locked = locks.filter { lock in lock.folder == root || lock.folder.hasPrefix(root.isEmpty ? "" : root + "/")
        }
        let completed = declared.map { Self.complete($0, managed, bills) }
        guard let file = scripts.first(where: { !$0.isSettings })?.file ?? scripts.first?.file else { return nil }
        return Unit(
            file: file, dependencies: GradleLock.merged(completed, locked.flatMap { $0.dependencies }),
            isLocked: !locked.isEmpty)
    }

    /// What all scripts of a build and its properties files say.
    private func values(at root: String, _ scripts: [GradleScript]) -> ScriptValues {
        var values = ScriptValues()
        for folder in Self.folders(above: root) {
            for file in properties where file.folder == folder { values.add(file.values) }
        }
        for script in scripts { values.add(script.values) }
        return values
    }

    private func own(_ script: GradleScript, _ all: ScriptValues) -> ScriptValues {
        var values = script.values
        for file in properties where file.folder == script.folder { values.add(file.values) }
        values.add(all)
        return values
    }

    private static func filled(_ dependency: DeclaredDependency, _ values: ScriptValues) -> DeclaredDependency {
        var result = dependency
        result.group = values.filled(dependency.group) ?? dependency.group
        result.artifact = values.filled(dependency.artifact) ?? dependency.artifact
        result.version = dependency.version.flatMap { values.filled($0) }
        result.classifier = dependency.classifier.flatMap { values.filled($0) }
        return result
    }

    private static func complete(
        _ dependency: DeclaredDependency, _ managed: [DeclaredDependency], _ bills: [DeclaredDependency]
    ) -> DeclaredDependency {
        guard dependency.version == nil else { return dependency }
        var result = dependency
        result.version =
            managed.first { $0.name == dependency.name }?.version
            ?? bills.lazy.compactMap { KnownBills.version(of: dependency.name, in: $0) }.first
        return result
    }

    /// What scripts take from the catalogs, each package once; what is used by tests only is for tests.
    private static func used(
        _ uses: [GradleScript.CatalogUse], _ catalogs: [(name: String, catalog: GradleCatalog)]
    ) -> (libraries: [DeclaredDependency], platforms: [DeclaredDependency]) {
        var order: [String] = []
        var found: [String: (library: DeclaredDependency, isPlatform: Bool)] = [:]
        for use in uses {
            for (name, catalog) in catalogs {
                for (alias, library) in catalog.taken(by: use.path, named: name) {
                    let key = name + "." + alias
                    if let known = found[key] {
                        if known.library.use != .program { found[key]?.library.use = use.use }
                    } else {
                        var library = library
                        library.use = use.use
                        found[key] = (library, use.isPlatform)
                        order.append(key)
                    }
                }
            }
        }
        let all = order.compactMap { found[$0] }
        return (all.filter { !$0.isPlatform }.map { $0.library }, all.filter { $0.isPlatform }.map { $0.library })
    }
}

extension GradleCatalog {
    /// The packages that an expression such as `libs.netty.epoll` or `libs.bundles.netty` means.
    func taken(by path: String, named name: String) -> [(alias: String, library: DeclaredDependency)] {
        guard path.hasPrefix(name + ".") else { return [] }
        var alias = GradleCatalog.accessor(path.dropFirst(name.count + 1))
        for ending in [".get", ".asprovider"] where alias.hasSuffix(ending) {
            alias = String(alias.dropLast(ending.count))
        }
        if alias.hasPrefix("bundles.") {
            return (bundles[String(alias.dropFirst(8))] ?? []).compactMap { alias in
                libraries[alias].map { (alias, $0) }
            }
        }
        return libraries[alias].map { [(alias, $0)] } ?? []
    }
}
