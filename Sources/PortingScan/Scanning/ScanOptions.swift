/// What a scan may be told.
public struct ScanOptions: Sendable {
    /// Patterns of files to leave out, with the rules of gitignore(5), from the top of the tree.
    public var exclude: [String]

    /// - Parameter exclude: patterns of files to leave out.
    public init(exclude: [String] = []) {
        self.exclude = exclude
    }
}
