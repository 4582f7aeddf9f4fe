import ScanModel

/// What a file names, after lock files, constraints and installed packages said which versions these are.
struct PythonProject: Sendable {
    let file: String
    let kind: PythonManifest.Kind
    var dependencies: [PythonDependency]
    /// The minor number of Python 3, when the project tells it.
    let python: Int?
    /// The C library of the image that its packages are installed in, when that is known.
    let libc: PlatformTag.Libc?
    /// Files that it takes in and that were not seen.
    let missing: [String]
}
