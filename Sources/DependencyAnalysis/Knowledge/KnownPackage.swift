import ScanModel

/// What is publicly known about a package with native code.
struct KnownPackage: Sendable {
    /// Which versions work on arm64.
    enum Support: Sendable {
        /// From a version on; `also` are earlier ones to which it was brought back.
        case since(String, also: [String] = [])
        /// No published version does.
        case none
    }

    let name: String
    let support: Support
    /// Whether a program still runs without the native code, only slower.
    let hasFallback: Bool
    /// Where this is said in public.
    let reference: String

    init(_ name: String, _ support: Support, hasFallback: Bool = false, _ reference: String) {
        self.name = name
        self.support = support
        self.hasFallback = hasFallback
        self.reference = reference
    }

    /// The first version that works.
    var minimum: String? {
        if case .since(let version, _) = support { version } else { nil }
    }

    /// - Returns: `unknown` when the version can't be told.
    func status(of version: String?) -> DependencyResult.Status {
        guard case .since(let first, let also) = support else { return .unsupported }
        guard let version = version.flatMap({ MavenVersion($0) }), let minimum = MavenVersion(first) else {
            return .unknown
        }
        return version >= minimum || also.contains { MavenVersion($0) == version } ? .ok : .upgrade
    }
}
