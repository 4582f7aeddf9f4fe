import ScanModel

/// The JARs of a tree, by which a scan knows that a project's dependencies were really there.
struct JarPresence {
    /// File names without `.jar`, and names of packages that a merged JAR says it holds.
    private var names: Set<String> = []

    /// - Returns: what a file's name says: a JAR, or the note that Maven leaves about a package within a merged one.
    static func name(of file: FileName) -> String? {
        if file.ending == "jar" { return String(file.name.dropLast(4)) }
        guard file.name == "pom.properties", let range = file.path.firstRange(of: "!/META-INF/maven/") else {
            return nil
        }
        let parts = file.path[range.upperBound...].split(separator: "/")
        return parts.count == 3 ? parts[1].lowercased() : nil
    }

    mutating func add(_ name: String) { names.insert(name) }

    /// Whether the JAR of one of these dependencies is there: `name.jar`, `name-1.2.jar`, `name-1.2-linux-x86_64.jar`.
    func holdsAny(of dependencies: [DeclaredDependency]) -> Bool {
        guard !names.isEmpty else { return false }
        let wanted = Set(dependencies.map { $0.artifact.lowercased() })
        return names.contains { jar in
            if wanted.contains(jar) { return true }
            return jar.indices.contains { index in
                guard jar[index] == "-", let next = jar[jar.index(after: index)...].first else { return false }
                return next.isNumber && wanted.contains(String(jar[..<index]))
            }
        }
    }
}
