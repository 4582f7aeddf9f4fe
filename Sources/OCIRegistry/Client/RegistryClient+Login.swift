import HTTPTransport
import OCIModel
import Reporting

extension RegistryClient {
    /// Asks the registry whether it knows somebody.
    /// - Parameter credential: who the user is.
    /// - Throws: ``Failure`` with code `unauthorized` when it does not.
    func verify(_ credential: Credential) async throws {
        let what = "can't log in to \(registry)"
        var request = HTTPRequest("GET", endpoint + "/v2/")
        let first = try await deliver(request)
        // A registry that wants no login has nothing against one.
        if first.isSuccess { return }
        guard first.status == 401 else { throw await refusal(first, request, what) }
        let challenges = first.headers.values(of: "WWW-Authenticate").flatMap(Challenge.parse)
        request.headers["Authorization"] = try await authorization(credential, challenges)
        let second = try await deliver(request)
        guard second.isSuccess else { throw await refusal(second, request, what) }
    }

    private func authorization(_ credential: Credential, _ challenges: [Challenge]) async throws -> String {
        if let bearer = challenges.first(where: { $0.scheme == "bearer" }), let realm = bearer.parameters["realm"] {
            let request = AuthorizationState.TokenRequest(
                realm: realm, service: bearer.parameters["service"], scopes: [])
            let server = TokenServer(registry: registry, sender: sender, tls: tls)
            return "Bearer \(try await server.fetch(request, credential).token)"
        }
        guard challenges.contains(where: { $0.scheme == "basic" }), case .password(let user, let secret) = credential
        else { throw Failure(.remoteRefused, "\(registry) wants a kind of login that mixarch does not know") }
        return Authorizer.basic(user, secret)
    }

    private func refusal(_ response: HTTPResponse, _ request: HTTPRequest, _ what: String) async -> Failure {
        // The refusal is known already; its words are welcome, not needed.
        let body = (try? await response.body.prefix(upTo: 64 << 10)) ?? []
        return RegistryProblem(request: request, status: response.status, body: body)
            .failure(what, hint: response.status == 401 ? "are the name and the password right?" : nil)
    }
}

extension ImageStores {
    /// Asks a registry whether it knows somebody.
    /// - Parameters:
    ///   - user: the user's name.
    ///   - secret: the password or access token.
    ///   - registry: the registry.
    /// - Throws: ``Failure`` with code `unauthorized` when it does not.
    public func verifyLogin(user: String, secret: String, for registry: Registry) async throws {
        try await client(registry).verify(.password(user: user, secret: secret))
    }
}
