import FoundationEssentials
import Glibc
import OCIModel
import RawJSON
import Reporting

/// Logins are written where `docker login` writes them: into the credential store that Docker's settings name, else into
/// `config.json` itself.
extension CredentialFiles {
    /// Keeps a login.
    /// - Parameters:
    ///   - user: the user's name.
    ///   - secret: the password or access token.
    ///   - registry: the registry.
    /// - Returns: where it is kept, for people.
    /// - Throws: ``Failure`` when it can't be kept; nothing is changed then.
    public func store(user: String, secret: String, for registry: Registry) async throws -> String {
        let file = try dockerFile()
        if let helper = file.helper(for: registry) {
            try await CredentialHelper(name: helper).store(
                user: user, secret: secret, for: CredentialFile.helperKey(registry))
            return "docker-credential-\(helper)"
        }
        let auth = Data("\(user):\(secret)".utf8).base64EncodedString()
        var json = file.json
        for key in keys(of: registry, in: json) { json[path: "auths", key] = nil }
        json[path: "auths", CredentialFile.helperKey(registry)] = ["auth": .string(auth)]
        try write(json)
        return dockerPath
    }

    /// Forgets a login.
    /// - Parameter registry: the registry.
    /// - Returns: whether there was one.
    /// - Throws: ``Failure`` when it can't be forgotten.
    public func erase(_ registry: Registry) async throws -> Bool {
        let file = try dockerFile()
        var wasKnown = false
        if let helper = file.helper(for: registry) {
            let helper = CredentialHelper(name: helper)
            let key = CredentialFile.helperKey(registry)
            wasKnown = try await helper.credential(for: key) != nil
            if wasKnown { try await helper.erase(key) }
        }
        let keys = keys(of: registry, in: file.json)
        guard !keys.isEmpty else { return wasKnown }
        var json = file.json
        for key in keys { json[path: "auths", key] = nil }
        try write(json)
        return true
    }

    /// The names under which a file has a registry: a login of before may be under an older one.
    private func keys(of registry: Registry, in json: JSONValue) -> [String] {
        let names = CredentialFile.keys(registry)
        return (json["auths"]?.object ?? [:]).keys.filter { names.contains(CredentialFile.normalised($0)) }.sorted()
    }

    private func dockerFile() throws(Failure) -> CredentialFile {
        guard Folder.fileSize(dockerPath) != nil else { return CredentialFile(json: [:], path: dockerPath) }
        let json = try JSONValue(parsing: try FileContent.read(dockerPath, limit: 4 << 20), source: dockerPath)
        guard json.object != nil else { throw Failure(.invalidInput, "\(dockerPath) is no JSON object") }
        return CredentialFile(json: json, path: dockerPath)
    }

    private func write(_ json: JSONValue) throws(Failure) {
        // A link to a file elsewhere stays a link.
        var path = dockerPath
        if let real = realpath(dockerPath, nil) {
            path = String(cString: real)
            free(real)
        }
        let file = try StagedFile(path, mode: 0o600)
        try file.write(try json.encoded(pretty: true) + [UInt8(ascii: "\n")])
        try file.commit()
    }
}
