import ScanModel

/// Fills in properties and managed versions, also from parents within the tree.
struct MavenResolution {
    private let byName: [String: MavenProject]
    /// A chain of parents, or of properties, that is longer than this is a circle.
    private static let longestChain = 16
    /// What one expression may cost: properties can be nested to explode.
    private static let mostExpansions = 64

    init(_ projects: [MavenProject]) {
        byName = projects.reduce(into: [:]) { result, project in
            guard let artifact = project.artifact else { return }
            result["\(project.group ?? project.parentGroup ?? ""):\(artifact)"] = project
        }
    }

    /// The dependencies of a project; a version that can't be told is nil.
    func dependencies(of project: MavenProject) -> [DeclaredDependency] {
        let chain = chain(from: project)
        // The nearest declaration wins, as in Maven.
        let managed = chain.flatMap { $0.managed }.map { resolved($0, chain) }.reduce(into: [String: String]()) {
            if $0[$1.name] == nil { $0[$1.name] = $1.version }
        }
        return project.declared.map { declared in
            var result = resolved(declared, chain)
            if declared.version == nil {
                result.version = managed[result.name]
            }
            return result
        }
    }

    /// The project, its parent, and so on, as far as they are in the tree.
    private func chain(from project: MavenProject) -> [MavenProject] {
        var chain = [project]
        while chain.count < Self.longestChain, let last = chain.last, let artifact = last.parentArtifact,
            let parent = byName["\(last.parentGroup ?? ""):\(artifact)"]
        {
            chain.append(parent)
        }
        return chain
    }

    private func resolved(_ dependency: DeclaredDependency, _ chain: [MavenProject]) -> DeclaredDependency {
        var result = dependency
        result.group = evaluate(dependency.group, chain) ?? dependency.group
        result.artifact = evaluate(dependency.artifact, chain) ?? dependency.artifact
        result.version = dependency.version.flatMap { evaluate($0, chain) }.flatMap { Self.exact($0) }
        result.classifier = dependency.classifier.flatMap { evaluate($0, chain) }
        return result
    }

    /// `[1.2]` is one version; other brackets are ranges, which only a repository can resolve.
    private static func exact(_ version: String) -> String? {
        if version.hasPrefix("["), version.hasSuffix("]"), !version.contains(",") {
            return String(version.dropFirst().dropLast())
        }
        return version.contains { "[(,".contains($0) } ? nil : version
    }

    private func evaluate(_ text: String, _ chain: [MavenProject]) -> String? {
        var result = text
        for _ in 0..<Self.mostExpansions {
            guard let start = result.firstRange(of: "${") else { return result }
            guard let end = result[start.upperBound...].firstIndex(of: "}"),
                let value = property(String(result[start.upperBound..<end]), chain), value.utf8.count < 256
            else { return nil }
            result.replaceSubrange(start.lowerBound...end, with: value)
        }
        return nil
    }

    private func property(_ name: String, _ chain: [MavenProject]) -> String? {
        guard let project = chain.first else { return nil }
        switch name {
        case "project.version", "pom.version", "version": return project.version ?? project.parentVersion
        case "project.groupId", "pom.groupId", "groupId": return project.group ?? project.parentGroup
        case "project.artifactId": return project.artifact
        case "project.parent.version": return project.parentVersion
        default: return chain.lazy.compactMap { $0.properties[name] }.first
        }
    }
}
