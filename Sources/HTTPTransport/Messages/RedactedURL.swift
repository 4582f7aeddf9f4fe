/// A URL fit for messages: no user, no password, and no query values but those known to be harmless.
public struct RedactedURL: Sendable, CustomStringConvertible {
    public let description: String

    /// Query parameters that never hold a secret, in the registry and Kubernetes protocols.
    private static let harmless: Set<String> = [
        "digest", "mount", "from", "n", "last", "scope", "service", "fieldManager", "force", "dryRun", "labelSelector",
        "fieldSelector", "watch", "resourceVersion", "timeoutSeconds", "limit", "follow", "container", "tailLines",
        "previous", "allowWatchBookmarks", "timeout", "propagationPolicy", "fieldValidation",
    ]

    /// - Parameter url: any URL.
    public init(_ url: String) {
        let pieces = url.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var base = String(pieces[0])
        if let scheme = base.firstRange(of: "://") {
            let rest = base[scheme.upperBound...]
            let authority = rest.prefix { $0 != "/" }
            if let at = authority.lastIndex(of: "@") {
                base.removeSubrange(scheme.upperBound...at)
            }
        }
        guard pieces.count == 2 else {
            description = base
            return
        }
        let query = pieces[1].split(separator: "&").map { pair -> String in
            let name = pair.prefix { $0 != "=" }
            return Self.harmless.contains(String(name)) ? String(pair) : "\(name)=…"
        }
        description = base + "?" + query.joined(separator: "&")
    }
}
