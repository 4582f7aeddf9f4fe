import ScanModel

/// What a release brings for Linux: the versions of Python that each kind of wheel is for.
struct ReleaseContent: Sendable, Hashable {
    var arm64 = PythonTags.none
    var arm64Musl = PythonTags.none
    var x86 = PythonTags.none
    var x86Musl = PythonTags.none
    /// Whether there is a wheel for every system.
    var isPure = false
    /// Whether there are sources to build it from.
    var hasSources = false

    /// What pip does on arm64 with a release.
    enum Outcome: Sendable, Hashable {
        case installs
        /// Where x86 has a wheel, arm64 compiles.
        case compiles
        /// Where x86 has a wheel, arm64 has nothing.
        case fails
    }

    init() {}

    /// - Parameter files: all of one release.
    init(_ files: some Sequence<PackageFile>) {
        for file in files { add(file.kind) }
    }

    mutating func add(_ kind: PackageFile.Kind) {
        guard case .wheel(let wheel) = kind else {
            hasSources = true
            return
        }
        let tags = wheel.tags
        for platform in wheel.platforms {
            if platform == .any {
                // Python 2 has its own wheels, which say nothing of Python 3.
                isPure = isPure || wheel.pythons.contains { !$0.hasSuffix("2") && !$0.hasPrefix("cp2") }
            }
            if platform.runs(on: "aarch64", .glibc) { arm64.formUnion(tags) }
            if platform.runs(on: "aarch64", .musl) { arm64Musl.formUnion(tags) }
            if platform.runs(on: "x86_64", .glibc) { x86.formUnion(tags) }
            if platform.runs(on: "x86_64", .musl) { x86Musl.formUnion(tags) }
        }
    }

    /// Whether there is nothing at all for Linux.
    var isEmpty: Bool { self == ReleaseContent() }

    /// - Parameters:
    ///   - python: the minor number of Python 3, when it is known.
    ///   - libc: the C library of the system that it is installed on.
    ///   - build: whether wheels or sources are wanted.
    func outcome(python: Int?, libc: PlatformTag.Libc, build: BuildPolicy) -> Outcome {
        let (arm64, x86) = libc == .musl ? (arm64Musl, x86Musl) : (arm64, x86)
        if isPure { return .installs }
        if build == .fromSources { return .installs }
        // Where x86 has nothing for this Python either, the version of Python is not what it is about.
        let python = x86.covers(python) || arm64.covers(python) ? python : nil
        if arm64.covers(python) || !x86.covers(python) { return .installs }
        return hasSources && build == .any ? .compiles : .fails
    }
}

/// What pip is told to install.
enum BuildPolicy: Sendable, Hashable {
    /// Wheels, and sources where there are none.
    case any
    /// `--only-binary`
    case onlyWheels
    /// `--no-binary`
    case fromSources
}
