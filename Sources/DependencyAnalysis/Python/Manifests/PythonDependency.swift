import ScanModel

/// A package that a file names.
struct PythonDependency: Sendable {
    /// What the package is needed for.
    enum Use: Sendable {
        /// To run.
        case runtime
        /// To run with an extra, which not everybody asks for.
        case optional
        /// To build, test and document.
        case development
    }

    /// Normalised.
    let name: String
    var versions: VersionSet
    /// Where its version is said.
    var place: Place
    var use: Use
    /// Its conditions, all of which must hold.
    private(set) var markers: [Marker] = []
    /// Whether Linux on arm64 and on x86 need what leads to it, as far as a lock file tells.
    var isReachedOnARM64 = true
    var isReachedOnX86 = true
    /// What the release brings, when a lock file lists its files.
    var content: ReleaseContent?
    /// Whether it is taken from elsewhere than an index: a path, a repository, an address.
    var isElsewhere = false
    var build = BuildPolicy.any

    init(_ name: some StringProtocol, _ versions: VersionSet, at place: Place, use: Use = .runtime) {
        self.name = PackageName.normalized(name)
        self.versions = versions
        self.place = place
        self.use = use
    }

    /// - Parameter marker: a condition; without one it is always needed.
    mutating func apply(_ marker: Marker?) {
        if let marker { markers.append(marker) }
    }

    /// Whether Linux on arm64 needs it.
    /// - Parameter python: the minor number of Python 3, when it is known.
    func onARM64(python: Int? = nil) -> Ternary {
        isReachedOnARM64 ? markers.reduce(.yes) { $0 && $1.evaluate(.arm64(python: python)) } : .no
    }

    /// Whether Linux on x86 needs it.
    /// - Parameter python: the minor number of Python 3, when it is known.
    func onX86(python: Int? = nil) -> Ternary {
        isReachedOnX86 ? markers.reduce(.yes) { $0 && $1.evaluate(.x86(python: python)) } : .no
    }

    /// The version, when the file tells it.
    var version: String? { versions.exact?.text }
}

extension PythonDependency {
    /// - Parameter requirement: as a file writes it.
    init(_ requirement: Requirement, at place: Place, use: Use = .runtime) {
        self.init(requirement.name, requirement.versions, at: place, use: use)
        isElsewhere = requirement.address != nil
        apply(requirement.marker)
    }
}
