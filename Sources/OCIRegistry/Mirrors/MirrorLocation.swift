import OCIModel
import Reporting

/// A registry with the beginning of a path: what takes the place of a rule's prefix.
struct MirrorLocation: Hashable, Sendable {
    let registry: Registry
    /// Without slashes at its ends; empty for the registry alone.
    let path: String
    /// Whether it is reached without TLS; nil for what the settings say.
    let isPlain: Bool?

    /// - Parameters:
    ///   - text: `[http[s]://]HOST[:PORT][/PATH]`.
    ///   - isPlain: whether it is reached without TLS, where the text does not say it.
    /// - Throws: ``Failure`` with code `invalid-reference`.
    init(parsing text: String, isPlain: Bool? = nil) throws(Failure) {
        var rest = text[...]
        var plain = isPlain
        for (scheme, value) in [("http://", true), ("https://", false)] where rest.hasPrefix(scheme) {
            rest = rest.dropFirst(scheme.count)
            plain = value
        }
        let host = rest.prefix { $0 != "/" }
        registry = try Registry(parsing: host)
        path = rest[host.endIndex...].split(separator: "/").joined(separator: "/")
        self.isPlain = plain
        // The path is checked here, and not when an image is read.
        if !path.isEmpty { _ = try RepositoryName(parsing: path) }
    }

    /// - Parameter rest: what followed the rule's prefix: `/library/nginx`.
    /// - Throws: ``Failure`` with code `invalid-reference` when no repository is left.
    func place(_ rest: Substring) throws(Failure) -> RepositoryPlace {
        let name = (path + rest).drop { $0 == "/" }
        return RepositoryPlace(registry: registry, repository: try RepositoryName(parsing: name), isPlain: isPlain)
    }
}
