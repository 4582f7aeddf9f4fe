/// A file of a release on a package index.
package struct PackageFile: Sendable {
    /// What the file is.
    package enum Kind: Sendable {
        case wheel(WheelName)
        /// The sources, to be built where they are installed.
        case sources
    }

    package let kind: Kind
    package let version: PythonVersion
    /// Taken back: only who asks for exactly this version gets it.
    package let isYanked: Bool
    /// The versions of Python that it is for, when it says so.
    package let requiresPython: VersionSet?

    /// - Parameters:
    ///   - file: its name.
    ///   - project: the package's name, by which the version of an archive of sources is told.
    ///   - isYanked: whether it was taken back.
    ///   - requiresPython: the versions of Python that it is for.
    /// - Returns: nil when it is neither a wheel nor an archive of sources.
    package init?(
        _ file: some StringProtocol, of project: String, isYanked: Bool = false, requiresPython: VersionSet? = nil
    ) {
        if let wheel = WheelName(file) {
            kind = .wheel(wheel)
            version = wheel.version
        } else if let version = Self.sourceVersion(file, of: project) {
            kind = .sources
            self.version = version
        } else {
            return nil
        }
        self.isYanked = isYanked
        self.requiresPython = requiresPython
    }

    private static let endings = [".tar.gz", ".zip", ".tar.bz2", ".tgz", ".tar.xz", ".tar.Z", ".tar"]

    private static func sourceVersion(_ file: some StringProtocol, of project: String) -> PythonVersion? {
        guard let ending = endings.first(where: { file.hasSuffix($0) }), file.utf8.count <= 1024 else { return nil }
        let stem = file.dropLast(ending.count)
        let name = PackageName.normalized(project)
        // A name may hold hyphens and so may an old version: the name tells where it ends.
        return stem.indices.lazy.filter { stem[$0] == "-" && PackageName.normalized(stem[..<$0]) == name }
            .compactMap { PythonVersion(stem[stem.index(after: $0)...]) }.first
    }
}
