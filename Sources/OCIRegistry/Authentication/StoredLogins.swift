import OCIModel
import RawJSON
import Reporting

/// Logins that were read from elsewhere, in the form of Docker's `config.json`: the first document that knows a registry
/// counts. No program is run for them.
///
/// As for kubelets, a part of a host may be `*`: `*.example.com` (kubernetes `pkg/credentialprovider`).
public struct StoredLogins: CredentialSource {
    private let documents: [JSONValue]

    /// - Parameter documents: objects with `auths`; whatever else they hold does not count.
    public init(_ documents: [JSONValue]) {
        self.documents = documents.map { ["auths": $0["auths"] ?? [:]] }
    }

    public func credential(for registry: Registry, _ repository: RepositoryName) async -> CredentialLookup {
        var problem: Failure?
        for document in documents {
            let file = CredentialFile(json: Self.named(document, for: registry), path: "a pull secret")
            do {
                if let found = try await file.credential(for: registry, repository) { return CredentialLookup(found) }
            } catch {
                // Its words name the registry only, never the login.
                problem = problem ?? (error as? Failure)
            }
        }
        return CredentialLookup(nil, problem: problem)
    }

    /// The document with the host's own name in place of a pattern that matches it.
    private static func named(_ document: JSONValue, for registry: Registry) -> JSONValue {
        var entries = document["auths"]?.object ?? [:]
        for (key, value) in document["auths"]?.object ?? [:] where key.contains("*") {
            let name = CredentialFile.normalised(key)
            let end = name.firstIndex(of: "/") ?? name.endIndex
            guard matches(name[..<end], registry.authority) else { continue }
            let own = registry.authority + name[end...]
            if entries[own] == nil { entries[own] = value }
        }
        return ["auths": .object(entries)]
    }

    private static func matches(_ pattern: Substring, _ host: String) -> Bool {
        let parts = pattern.split(separator: ".", omittingEmptySubsequences: false)
        let words = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == words.count && zip(parts, words).allSatisfy { part, word in part == "*" || part == word }
    }
}

/// Logins of two sources: the second counts where the first knows nobody.
struct PreferredCredentials: CredentialSource {
    let first: any CredentialSource
    let second: any CredentialSource

    func credential(for registry: Registry, _ repository: RepositoryName) async -> CredentialLookup {
        let lookup = await first.credential(for: registry, repository)
        if lookup.credential != nil { return lookup }
        let other = await second.credential(for: registry, repository)
        return CredentialLookup(other.credential, problem: lookup.problem ?? other.problem)
    }
}
