import OCIModel

/// The beginning of repository names that a rule is for: `docker.io`, `quay.io/team`, `*.example.com`.
///
/// Source: containers-registries.conf(5), "prefix".
struct RepositoryPattern: Hashable, Sendable {
    let text: String

    /// - Parameter name: registry and repository.
    /// - Returns: what follows the beginning, such as `/library/nginx`; nil when the name begins otherwise.
    func rest(of name: String) -> Substring? {
        if text.hasPrefix("*.") {
            let host = name.prefix { $0 != "/" }
            // The host's name without its port has to end so.
            guard host.prefix(while: { $0 != ":" }).hasSuffix(text.dropFirst()) else { return nil }
            return name[host.endIndex...]
        }
        guard name.hasPrefix(text) else { return nil }
        let rest = name.dropFirst(text.count)
        return rest.isEmpty || rest.hasPrefix("/") ? rest : nil
    }
}
