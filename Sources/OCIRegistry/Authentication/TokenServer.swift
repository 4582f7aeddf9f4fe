import FoundationEssentials
import HTTPTransport
import OCIModel
import RawJSON
import Reporting

/// Fetches access tokens for one registry.
///
/// Source: the distribution project's "Token Authentication Specification" (GET) and "OAuth2 Token Authentication"
/// (POST, for identity tokens).
struct TokenServer {
    let registry: Registry
    let sender: any HTTPSender
    /// The registry's own trust serves for its token server too, as docker has it.
    let tls: TLSOptions?

    struct Answer {
        let token: String
        let lifetime: Int?
    }

    /// - Parameters:
    ///   - request: what the token shall allow.
    ///   - credential: who the user is; nil for nobody.
    /// - Throws: ``Failure`` with code `unauthorized` when the token server refuses.
    func fetch(_ request: AuthorizationState.TokenRequest, _ credential: Credential?) async throws -> Answer {
        var message = try message(for: request, credential)
        message.tls = tls
        let response = try await sender.send(message)
        guard response.isSuccess else {
            let problem = RegistryProblem(
                request: message, status: response.status, body: try await response.body.prefix(upTo: 64 << 10))
            throw problem.failure(
                "no access token for \(registry)",
                hint: credential == nil ? RegistryProblem.loginHint(registry) : "the login is refused: log in again")
        }
        let source = "the answer of \(RedactedURL(message.url))"
        let json = try JSONValue(parsing: try await response.body.collect(limit: 1 << 20), source: source)
        guard let token = json["token"]?.string ?? json["access_token"]?.string, !token.isEmpty else {
            throw Failure(.remoteRefused, "\(source) holds no token")
        }
        return Answer(token: token, lifetime: json["expires_in"]?.integer)
    }

    private func message(
        for request: AuthorizationState.TokenRequest, _ credential: Credential?
    ) throws(Failure) -> HTTPRequest {
        let isPlain = request.realm.hasPrefix("http://")
        guard isPlain || request.realm.hasPrefix("https://") else {
            throw Failure(.remoteRefused, "\(registry) names a token server that makes no sense: \"\(request.realm)\"")
        }
        // A name and a password are worth more than this registry: they don't travel unencrypted on its word.
        let realm = URLReference.origin(of: request.realm)?.split(separator: "/").last.map(String.init)
        if isPlain, credential != nil, let host = try? Registry(parsing: realm ?? ""), !host.isLoopback,
            host.host != registry.host
        {
            throw Failure(.remoteRefused, "\(registry) wants the login sent unencrypted to \(host)")
        }
        var fields: [(String, String)] = []
        if let service = request.service { fields.append(("service", service)) }
        let scopes = request.scopes.map(\.description).sorted()
        switch credential {
        case .identityToken(let token):
            fields += [("grant_type", "refresh_token"), ("client_id", "mixarch"), ("refresh_token", token)]
            // The OAuth form has one field with all scopes.
            fields.append(("scope", scopes.joined(separator: " ")))
            return HTTPRequest(
                "POST", request.realm, headers: ["Content-Type": "application/x-www-form-urlencoded"],
                body: .bytes(Array(Self.form(fields).utf8)))
        case .password, nil:
            fields += scopes.map { ("scope", $0) }
            var headers: HTTPHeaders = [:]
            if case .password(let user, let secret) = credential {
                headers["Authorization"] = Authorizer.basic(user, secret)
            }
            let separator = request.realm.contains("?") ? "&" : "?"
            let query = fields.isEmpty ? "" : separator + Self.form(fields)
            return HTTPRequest("GET", request.realm + query, headers: headers)
        }
    }

    private static func form(_ fields: [(String, String)]) -> String {
        fields.map { "\($0.0)=\(URLReference.encode($0.1))" }.joined(separator: "&")
    }
}
