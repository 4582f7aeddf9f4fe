import ScanModel

/// What can't be known of a project whose packages were never there.
enum JarGap {
    /// - Parameters:
    ///   - file: the project's file.
    ///   - dependencies: what it declares, without what is made in the tree itself.
    ///   - isLocked: whether a lock file lists the dependencies of the dependencies.
    static func gap(
        _ file: String, _ dependencies: [DeclaredDependency], isLocked: Bool, _ jars: JarPresence
    ) -> NotJudged? {
        // What tests, examples and benchmarks need is not shipped, nor what a tool keeps: ".teamcity", ".mvn".
        let name = FileName(path: file)
        guard !name.isAside, !name.folders.contains(where: { $0.hasPrefix(".") }) else { return nil }
        let needed = dependencies.filter { $0.use != .test && $0.use != .plugin }
        guard !needed.isEmpty, !jars.holdsAny(of: needed) else { return nil }
        let names = Set(needed.map { $0.name })
        let count = names.count == 1 ? "its one dependency" : "its \(names.count) dependencies"
        guard isLocked else {
            return NotJudged(
                what: file,
                why: "the JARs of \(count) are not here, and their own dependencies are unknown; "
                    + "build it and scan again, or add --caches")
        }
        let unknown = names.filter { MavenKnowledge.package($0) == nil && !JavaOnly.contains($0) }
        guard !unknown.isEmpty else { return nil }
        return NotJudged(
            what: file,
            why: "nothing is known of \(unknown.count) of the \(names.count) locked dependencies, and their JARs are "
                + "not here; build it and scan again, or add --caches")
    }

    /// What can't be known although some packages are there: whether these, with native code, are new enough.
    static func gap(_ file: String, untold: [DeclaredDependency], _ jars: JarPresence) -> NotJudged? {
        let names = Set(untold.filter { !jars.holdsAny(of: [$0]) }.map { $0.name }).sorted()
        guard !names.isEmpty else { return nil }
        return NotJudged(
            what: file,
            why: "whether these have native code for arm64 depends on their version, which can't be told: "
                + names.joined(separator: ", "))
    }
}
