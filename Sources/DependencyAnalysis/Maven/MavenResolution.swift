import ScanModel

/// Fills in properties and managed versions, also from parents and bills of materials within the tree.
struct MavenResolution {
    private let byName: [String: MavenProject]
    private let byPath: [String: MavenProject]
    /// A chain of parents, or of properties, that is longer than this is a circle.
    private static let longestChain = 16
    /// What one expression may cost: properties can be nested to explode.
    private static let mostExpansions = 64
    /// Bills of materials may import each other.
    private static let mostImports = 64

    /// Where a value is looked for: the nearest declarations first.
    private struct Scope {
        let project: MavenProject
        let chain: [MavenDeclarations]
    }

    init(_ projects: [MavenProject]) {
        byPath = projects.reduce(into: [:]) { $0[$1.file] = $1 }
        // The same project may be in the tree twice: the first one counts, whatever a dictionary's order is.
        byName = projects.reduce(into: [:]) { result, project in
            guard let artifact = project.artifact else { return }
            let name = "\(project.group ?? project.parent?.group ?? ""):\(artifact)"
            if result[name] == nil { result[name] = project }
        }
    }

    /// Whether a package is made in this tree.
    func isOwn(_ name: String) -> Bool { byName[name] != nil }

    /// The dependencies of a project on Linux on arm64; a version that can't be told is nil.
    func dependencies(of project: MavenProject) -> [DeclaredDependency] {
        let scope = scope(of: project)
        let active = Set(project.activeProfiles.map { $0.name })
        let conditional = project.profiles.filter { !$0.activation.isRuledOut }.flatMap { profile in
            let inside =
                active.contains(profile.name)
                ? scope : Scope(project: project, chain: [profile.declarations] + scope.chain)
            return profile.declarations.declared.map { complete($0, inside) }
        }
        return project.base.declared.map { complete($0, scope) } + conditional
    }

    /// The project at the top of a project's parents within the tree.
    func root(of project: MavenProject) -> MavenProject { lineage(of: project).last ?? project }

    private func scope(of project: MavenProject) -> Scope {
        Scope(
            project: project,
            chain: lineage(of: project).flatMap { $0.activeProfiles.map { $0.declarations } + [$0.base] })
    }

    /// The project, its parent, and so on, as far as they are in the tree.
    func lineage(of project: MavenProject) -> [MavenProject] {
        var chain = [project]
        while chain.count < Self.longestChain, let last = chain.last, let parent = parent(of: last) {
            chain.append(parent)
        }
        return chain
    }

    private func parent(of project: MavenProject) -> MavenProject? {
        guard let parent = project.parent, let artifact = parent.artifact else { return nil }
        if let path = parent.path.flatMap({ RelativePath.resolve($0, from: project.file) }) {
            let found = byPath[path] ?? byPath[path.isEmpty ? "pom.xml" : path + "/pom.xml"]
            if let found, found.artifact == artifact { return found }
        }
        return byName["\(parent.group ?? ""):\(artifact)"]
    }

    private func complete(_ declared: DeclaredDependency, _ scope: Scope) -> DeclaredDependency {
        var result = resolved(declared, scope)
        guard declared.version == nil else { return result }
        if let managed = managed(result.name, scope) {
            result.version = managed.version
            if result.use == .program { result.use = managed.use }
        } else {
            result.version = knownBill(for: result, scope)
        }
        return result
    }

    /// The nearest declaration wins, and a declaration wins over an imported one, as in Maven.
    private func managed(_ name: String, _ scope: Scope) -> DeclaredDependency? {
        if let own = directlyManaged(name, scope) { return own }
        var waiting = imports(scope).reversed().map { $0 }
        var left = Self.mostImports
        while left > 0, let next = waiting.popLast() {
            left -= 1
            guard let bill = byName[next.name] else { continue }
            let inside = self.scope(of: bill)
            if let found = directlyManaged(name, inside) { return found }
            waiting += imports(inside).reversed()
        }
        return nil
    }

    private func imports(_ scope: Scope) -> [DeclaredDependency] {
        scope.chain.flatMap { $0.imports }.map { resolved($0, scope) }
    }

    private func directlyManaged(_ name: String, _ scope: Scope) -> DeclaredDependency? {
        for declarations in scope.chain {
            if let found = declarations.managed[name] { return resolved(found, scope) }
            for managed in declarations.managedByExpression
            where managed.artifact.contains("$") || name.hasSuffix(":" + managed.artifact) {
                let filled = resolved(managed, scope)
                if filled.name == name { return filled }
            }
        }
        return nil
    }

    /// A version that a well-known bill of materials or parent outside of the tree gives.
    private func knownBill(for dependency: DeclaredDependency, _ scope: Scope) -> String? {
        if let property = KnownBills.property(for: dependency.name), hasSpringBootParent(scope.project),
            let value = self.property(property, scope)
        {
            return evaluate(value, scope)
        }
        return imports(scope).lazy.compactMap { KnownBills.version(of: dependency.name, in: $0) }.first
    }

    private func hasSpringBootParent(_ project: MavenProject) -> Bool {
        lineage(of: project).last?.parent?.group == "org.springframework.boot"
    }

    private func resolved(_ dependency: DeclaredDependency, _ scope: Scope) -> DeclaredDependency {
        var result = dependency
        result.group = evaluate(dependency.group, scope) ?? dependency.group
        result.artifact = evaluate(dependency.artifact, scope) ?? dependency.artifact
        result.version = dependency.version.flatMap { evaluate($0, scope) }
        result.classifier = dependency.classifier.flatMap { evaluate($0, scope) }
        return result
    }

    private func evaluate(_ text: String, _ scope: Scope) -> String? {
        var result = text
        for _ in 0..<Self.mostExpansions {
            guard let start = result.firstRange(of: "${") else { return result }
            guard let end = result[start.upperBound...].firstIndex(of: "}"),
                let value = property(String(result[start.upperBound..<end]), scope), value.utf8.count < 256
            else { return nil }
            result.replaceSubrange(start.lowerBound...end, with: value)
        }
        return nil
    }

    private func property(_ name: String, _ scope: Scope) -> String? {
        let project = scope.project
        switch name {
        case "project.version", "pom.version", "version": return project.version ?? project.parent?.version
        case "project.groupId", "pom.groupId", "groupId": return project.group ?? project.parent?.group
        case "project.artifactId", "pom.artifactId": return project.artifact
        case "project.parent.version", "parent.version": return project.parent?.version
        case "project.parent.groupId": return project.parent?.group
        default: return scope.chain.lazy.compactMap { $0.properties[name] }.first
        }
    }
}
