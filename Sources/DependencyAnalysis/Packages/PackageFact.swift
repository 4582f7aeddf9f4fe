import Reporting
import ScanModel

/// What is publicly known of a package with native code in a registry of sources or prebuilt binaries.
struct PackageFact: Sendable {
    /// What happens on arm64 without a native build for it.
    enum Otherwise: Sendable {
        /// It can't be installed or doesn't run.
        case fails
        /// It is compiled during the installation, which needs compilers and time.
        case compiles
    }

    let name: String
    /// The first version with native code for Linux on arm64; nil when there is none.
    let first: String?
    /// The first version that has something prebuilt for x86: earlier ones are compiled there too, or are plain scripts,
    /// and arm64 is no different. nil when all have.
    let prebuiltSince: String?
    let otherwise: Otherwise
    /// What to do instead of taking a version that works: the only way when there is none.
    let instead: String?
    /// Where this is said in public.
    let reference: String

    init(
        _ name: String, since first: String?, prebuiltSince: String? = nil, otherwise: Otherwise = .fails,
        instead: String? = nil, _ reference: String
    ) {
        self.name = name
        self.first = first
        self.prebuiltSince = prebuiltSince
        self.otherwise = otherwise
        self.instead = instead
        self.reference = reference
    }

    /// The facts by name.
    static func table(_ facts: [PackageFact]) -> [String: PackageFact] {
        facts.reduce(into: [:]) { $0[$1.name] = $1 }
    }
}
