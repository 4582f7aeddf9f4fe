import ScanModel

/// A package of a lock file, and what it depends on.
struct LockedPackage {
    var dependency: PythonDependency
    /// The names that it depends on, each with whether Linux on arm64 and on x86 need it.
    var edges: [(name: String, onARM64: Ternary, onX86: Ternary)] = []
    /// The project itself: what it needs is needed.
    var isRoot = false

    init(_ dependency: PythonDependency) { self.dependency = dependency }

    mutating func addEdge(_ name: String, _ marker: Marker?) {
        edges.append(
            (
                PackageName.normalized(name), marker?.evaluate(.arm64()) ?? .yes, marker?.evaluate(.x86()) ?? .yes
            ))
    }

    /// The packages that are not the project itself, with what only unused ones lead to marked as unused.
    static func used(_ packages: [LockedPackage]) -> [PythonDependency] {
        let onARM64 = reached(packages) { $0.onARM64.isPossible }
        let onX86 = reached(packages) { $0.onX86.isPossible }
        return packages.filter { !$0.isRoot }.map { package in
            var dependency = package.dependency
            if !onARM64.contains(dependency.name) { dependency.isReachedOnARM64 = false }
            if !onX86.contains(dependency.name) { dependency.isReachedOnX86 = false }
            return dependency
        }
    }

    /// The names that can be reached from the project, or from what nothing depends on.
    private static func reached(
        _ packages: [LockedPackage], _ isUsed: ((name: String, onARM64: Ternary, onX86: Ternary)) -> Bool
    ) -> Set<String> {
        let places = Dictionary(grouping: packages.indices) { packages[$0].dependency.name }
        let targets = Set(packages.flatMap { $0.edges.map { $0.name } })
        var pending = packages.indices.filter { packages[$0].isRoot || !targets.contains(packages[$0].dependency.name) }
        var seen = Set(pending.map { packages[$0].dependency.name })
        while let place = pending.popLast() {
            for edge in packages[place].edges where isUsed(edge) && seen.insert(edge.name).inserted {
                pending += places[edge.name] ?? []
            }
        }
        return seen
    }
}
