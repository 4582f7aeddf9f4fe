import ScanModel

/// What a verdict rests on: what was looked at, and what wasn't.
public struct Evidence: Codable, Sendable, Hashable {
    /// Regular files in the tree.
    public let files: Int
    /// Their size together.
    public let bytes: Int64
    /// Archives that were opened, nested ones included.
    public let archives: Int
    /// Files and members of archives with machine code, for any system.
    public let binaries: Int
    /// How well the dependencies could be told.
    public let dependencies: DependencyCounts
    /// What could not be judged, and why.
    public let notJudged: [NotJudged]

    /// - Parameters:
    ///   - files: regular files in the tree.
    ///   - bytes: their size together.
    ///   - archives: archives that were opened.
    ///   - binaries: files and members with machine code.
    ///   - dependencies: how well the dependencies could be told.
    ///   - notJudged: what could not be judged.
    public init(
        files: Int, bytes: Int64, archives: Int, binaries: Int, dependencies: DependencyCounts, notJudged: [NotJudged]
    ) {
        self.files = files
        self.bytes = bytes
        self.archives = archives
        self.binaries = binaries
        self.dependencies = dependencies
        self.notJudged = notJudged
    }
}

/// How many declared dependencies have a version that could be told.
public struct DependencyCounts: Codable, Sendable, Hashable {
    /// With a version.
    public let resolved: Int
    /// Without: the version comes from elsewhere.
    public let unresolved: Int

    /// - Parameters:
    ///   - resolved: how many have a version.
    ///   - unresolved: how many have none.
    public init(resolved: Int, unresolved: Int) {
        self.resolved = resolved
        self.unresolved = unresolved
    }
}
