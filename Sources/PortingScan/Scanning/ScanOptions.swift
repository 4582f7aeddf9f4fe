import DependencyAnalysis

/// What a scan may be told.
public struct ScanOptions: Sendable {
    /// Patterns of files to leave out, with the rules of gitignore(5), from the top of the tree.
    public var exclude: [String]
    /// Folders of package managers to look at for binaries, beside the tree.
    public var caches: [LocalCaches.Root]

    /// Python's package index, asked about every package; nil for what is known without it.
    package var index: (any PackageIndex)?

    /// - Parameters:
    ///   - exclude: patterns of files to leave out.
    ///   - caches: folders of package managers to look at for binaries.
    public init(exclude: [String] = [], caches: [LocalCaches.Root] = []) {
        self.exclude = exclude
        self.caches = caches
    }
}
