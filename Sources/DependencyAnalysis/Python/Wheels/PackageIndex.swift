/// Answers which files a package has: the index that `scan --online` asks.
package protocol PackageIndex: Sendable {
    /// - Parameter name: normalised.
    /// - Returns: all files of all releases; nil when the index has no such package.
    /// - Throws: when it can't be asked.
    func files(of name: String) async throws -> [PackageFile]?
}
