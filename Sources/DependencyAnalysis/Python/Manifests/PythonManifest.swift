import ScanModel

/// What one file says about a Python project.
struct PythonManifest: Sendable {
    /// What kind of file it is: which one wins depends on it.
    enum Kind: Sendable {
        /// pip's files of requirements, and what they are compiled from.
        case requirements
        case requirementsSource
        case constraints
        /// A project's own file.
        case project
        case lock
        case conda
        case installed
        case interpreter
        /// A Dockerfile: what it installs by name.
        case dockerfile
    }

    let kind: Kind
    var dependencies: [PythonDependency] = []
    /// Other files that it takes in, as it writes them.
    var includes: [String] = []
    var constraints: [String] = []
    /// The minor number of Python 3, when the file tells it.
    var python: Int?
    /// The C library of the system that it installs packages on, when the file tells it.
    var libc: PlatformTag.Libc?
    var findings: [Finding] = []
    /// What it computes instead of saying it.
    var omissions: [NotJudged] = []

    init(_ kind: Kind) { self.kind = kind }
}
