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
    /// Files, archives and binaries that say something about an architecture, and were judged.
    public let judged: Int
    /// How well the dependencies could be told.
    public let dependencies: DependencyCounts
    /// What could not be judged, and why.
    public let notJudged: [NotJudged]
    /// Files and folders that were left out because a pattern says so.
    public let excluded: Int
    /// Findings that a comment beside them says to ignore.
    public let ignored: Int
    /// Findings that are known already: they are in the baseline.
    public internal(set) var baselined = 0
    /// Findings of the baseline that are not there any more.
    public internal(set) var fixed = 0

    /// - Parameters:
    ///   - files: regular files in the tree.
    ///   - bytes: their size together.
    ///   - archives: archives that were opened.
    ///   - binaries: files and members with machine code.
    ///   - judged: files, archives and binaries that were judged.
    ///   - dependencies: how well the dependencies could be told.
    ///   - notJudged: what could not be judged.
    ///   - excluded: files and folders that were left out because a pattern says so.
    ///   - ignored: findings that a comment says to ignore.
    public init(
        files: Int, bytes: Int64, archives: Int, binaries: Int, judged: Int, dependencies: DependencyCounts,
        notJudged: [NotJudged], excluded: Int = 0, ignored: Int = 0
    ) {
        self.files = files
        self.bytes = bytes
        self.archives = archives
        self.binaries = binaries
        self.judged = judged
        self.dependencies = dependencies
        self.notJudged = notJudged
        self.excluded = excluded
        self.ignored = ignored
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
