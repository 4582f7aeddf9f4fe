import OCIModel
import Reporting

/// Where repositories are read: the user's mirrors, and what `registries.conf` and Docker's `daemon.json` say.
public struct RegistryMirrors: Sendable {
    /// What is done with the repositories of one prefix.
    struct Rule: Hashable, Sendable {
        struct Mirror: Hashable, Sendable {
            let location: MirrorLocation
            let serves: MirrorContent
        }

        let pattern: RepositoryPattern
        /// Where the repositories are instead; nil for where they say.
        var location: MirrorLocation?
        var isInsecure = false
        /// Where the rule stands, when it forbids these repositories.
        var blockedBy: String?
        var mirrors: [Mirror] = []
    }

    /// Of the command line or the environment.
    var given: [Rule] = []
    /// Of `registries.conf` and the files beside it.
    var configured: [Rule] = []
    /// Of Docker's `daemon.json`.
    var docker: [Rule] = []

    /// No mirrors.
    public init() {}

    /// - Returns: where a repository is read and written.
    /// - Throws: ``Failure`` with code `denied` when a rule forbids it, `invalid-reference` when a rule makes no sense
    ///   for it.
    func route(_ registry: Registry, _ repository: RepositoryName) throws(Failure) -> RepositoryRoute {
        let name = "\(registry)/\(repository)"
        var origin = RepositoryPlace(registry: registry, repository: repository, isPlain: nil)
        if let (rule, rest) = Self.longest(configured, name) {
            if let file = rule.blockedBy {
                throw Failure(
                    .denied, "\(name) is blocked by \(file)", hint: "remove \"blocked\" from \(rule.pattern.text)")
            }
            if let location = rule.location { origin = try location.place(rest) }
            if rule.isInsecure {
                origin = RepositoryPlace(registry: origin.registry, repository: origin.repository, isPlain: true)
            }
        }
        for rules in [given, configured, docker] {
            guard let (rule, rest) = Self.longest(rules, name), !rule.mirrors.isEmpty else { continue }
            var mirrors: [RepositoryRoute.Mirror] = []
            for mirror in rule.mirrors {
                mirrors.append(.init(place: try mirror.location.place(rest), serves: mirror.serves))
            }
            return RepositoryRoute(origin: origin, mirrors: mirrors)
        }
        return RepositoryRoute(origin: origin, mirrors: [])
    }

    /// The rule with the longest prefix.
    private static func longest(_ rules: [Rule], _ name: String) -> (Rule, Substring)? {
        var best: (rule: Rule, rest: Substring)?
        for rule in rules {
            guard let rest = rule.pattern.rest(of: name) else { continue }
            if let best, best.rule.pattern.text.count >= rule.pattern.text.count { continue }
            best = (rule, rest)
        }
        return best.map { ($0.rule, $0.rest) }
    }
}
