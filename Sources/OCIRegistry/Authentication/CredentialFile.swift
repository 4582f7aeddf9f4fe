import FoundationEssentials
import OCIModel
import RawJSON
import Reporting

/// One file of logins: Docker's `config.json`, or containers' `auth.json`, which is of the same form.
///
/// Source: docker/cli `cli/config/configfile`; containers-auth.json(5).
struct CredentialFile {
    let json: JSONValue
    let path: String

    /// - Throws: ``Failure`` when a helper can't be run, or an entry makes no sense.
    func credential(for registry: Registry, _ repository: RepositoryName) async throws -> Credential? {
        if let helper = helper(for: registry) {
            if let found = try await CredentialHelper(name: helper).credential(for: Self.helperKey(registry)) {
                return found
            }
        }
        return try stored(registry, repository)
    }

    /// The helper that is in charge: the registry's own, else the general one.
    func helper(for registry: Registry) -> String? {
        let own = (json["credHelpers"]?.strings ?? [:]).first { Self.keys(registry).contains(Self.normalised($0.key)) }
        let name = own?.value ?? json["credsStore"]?.string
        return name.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func stored(_ registry: Registry, _ repository: RepositoryName) throws(Failure) -> Credential? {
        var entries: [String: JSONValue] = [:]
        for (key, value) in json["auths"]?.object ?? [:] { entries[Self.normalised(key)] = value }
        for key in Self.keys(registry, repository) {
            if let entry = entries[key], let credential = try credential(entry, key) { return credential }
        }
        return nil
    }

    private func credential(_ entry: JSONValue, _ key: String) throws(Failure) -> Credential? {
        if let token = entry["identitytoken"]?.string, !token.isEmpty { return .identityToken(token) }
        if let user = entry["username"]?.string, let secret = entry["password"]?.string, !user.isEmpty {
            return .password(user: user, secret: secret)
        }
        guard let encoded = entry["auth"]?.string, !encoded.isEmpty else { return nil }
        guard let data = Data(base64Encoded: encoded) else {
            throw Failure(.invalidInput, "\(path): the login for \(key) is not Base64")
        }
        let text = String(decoding: data, as: UTF8.self)
        guard let colon = text.firstIndex(of: ":") else {
            throw Failure(.invalidInput, "\(path): the login for \(key) is not a name and a password")
        }
        // Docker pads the decoded text with zeros in some versions.
        let secret = text[text.index(after: colon)...].prefix { $0 != "\0" }
        return .password(user: String(text[..<colon]), secret: String(secret))
    }

    /// The names that a registry has in such files, the most specific first.
    private static func keys(_ registry: Registry, _ repository: RepositoryName) -> [String] {
        var names: [String] = []
        var path = Substring(repository.description)
        while !path.isEmpty {
            names.append("\(registry)/\(path)")
            path = path.lastIndex(of: "/").map { path[..<$0] } ?? ""
        }
        return names + keys(registry)
    }

    static func keys(_ registry: Registry) -> [String] {
        registry == .dockerHub
            ? ["index.docker.io", "docker.io", "registry-1.docker.io"] : [registry.authority]
    }

    /// What helpers call a registry: Docker Hub keeps the address of its first API.
    static func helperKey(_ registry: Registry) -> String {
        registry == .dockerHub ? "https://index.docker.io/v1/" : registry.authority
    }

    /// Keys may be URLs, with the path of an API.
    static func normalised(_ key: String) -> String {
        var name = key[...]
        if let scheme = name.firstRange(of: "://") { name = name[scheme.upperBound...] }
        for end in ["/", "/v1", "/v2"] where name.hasSuffix(end) { name = name.dropLast(end.count) }
        return String(name)
    }
}
