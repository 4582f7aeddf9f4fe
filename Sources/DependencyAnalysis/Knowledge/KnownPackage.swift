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
    /// The first version that has native code at all: earlier ones run anywhere. nil when all have.
    let nativeSince: String?
    /// Whether a program still runs without the native code, only slower, or without something that it can do without.
    let hasFallback: Bool
    /// The package with the native code, when it is another one that this one brings along.
    let brings: String?
    /// What to use when no version works.
    let replacement: String?
    /// Where this is said in public.
    let reference: String

    init(
        _ name: String, _ support: Support, nativeSince: String? = nil, hasFallback: Bool = false,
        brings: String? = nil, replacement: String? = nil, _ reference: String
    ) {
        self.name = name
        self.support = support
        self.nativeSince = nativeSince
        self.hasFallback = hasFallback
        self.brings = brings
        self.replacement = replacement
        self.reference = reference
    }

    /// The first version that works.
    var minimum: String? {
        if case .since(let version, _) = support { version } else { nil }
    }

    /// - Parameter parse: reads a version as its ecosystem compares it.
    /// - Returns: `unknown` when the version can't be told.
    func status<Version: Comparable>(
        of version: String?, parse: (String) -> Version?
    ) -> DependencyResult.Status {
        if let native = nativeSince.flatMap(parse), let version = version.flatMap(parse), version < native {
            return .ok
        }
        guard case .since(let first, let also) = support else { return .unsupported }
        guard let version = version.flatMap(parse), let minimum = parse(first) else { return .unknown }
        return version >= minimum || also.contains { parse($0) == version } ? .ok : .upgrade
    }

    /// What a Maven version, or a range of them, means.
    func status(ofMaven text: String?) -> DependencyResult.Status {
        // "LATEST", "latest.release" and "1.+": the newest that there is, which only a repository knows.
        let isOpen =
            text?.hasSuffix("+") == true || ["latest", "release"].contains { text?.lowercased().hasPrefix($0) == true }
        if isOpen, minimum != nil { return .unknown }
        guard let text, let range = MavenVersionRange(text), case .since(let first, let also) = support,
            let minimum = MavenVersion(first)
        else { return status(of: text) { MavenVersion($0) } }
        if range.isNotBelow(minimum) { return .ok }
        if let native = nativeSince.flatMap({ MavenVersion($0) }), range.isBelow(native) { return .ok }
        let hasException = also.contains { version in MavenVersion(version).map { range.contains($0) } == true }
        if let only = range.parts.first, range.parts.count == 1, only.lower == only.upper, hasException { return .ok }
        return range.isBelow(minimum) && !hasException ? .upgrade : .unknown
    }
}
