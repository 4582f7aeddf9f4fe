/// What is known about a registry's access control: its challenge, and the tokens so far. Pure, so that it is tested
/// without a server and without a clock.
public struct AuthorizationState: Sendable {
    /// What to do before a request is sent.
    public enum Step: Hashable, Sendable {
        /// Send it with this `Authorization`, nil for none.
        case send(authorization: String?)
        /// Get a token for these scopes first.
        case fetch(TokenRequest)
        /// Send it with the user's name and password.
        case basic
    }

    /// A token to ask for.
    public struct TokenRequest: Hashable, Sendable {
        /// The token server's URL.
        public let realm: String
        /// The registry's name there.
        public let service: String?
        /// What the token shall allow.
        public let scopes: Set<AccessScope>
    }

    private struct Token {
        let value: String
        let scopes: Set<AccessScope>
        let end: ContinuousClock.Instant
    }

    private enum Scheme {
        case unknown
        case basic
        case bearer(realm: String, service: String?)
    }

    private var scheme = Scheme.unknown
    private var tokens: [Token] = []
    /// Scopes that the registry named in a challenge where those asked for did not do.
    private var extraScopes: [Set<AccessScope>: Set<AccessScope>] = [:]

    /// A token is left alone this long before its end, so that it doesn't end on the way.
    private static let margin = Duration.seconds(10)
    /// Tokens live at least this long; older servers name no time (token specification, `expires_in`).
    private static let shortest = 60

    public init() {}

    /// - Parameters:
    ///   - scopes: what the request needs.
    ///   - now: the time.
    /// - Returns: what to do before it is sent.
    public mutating func step(for scopes: Set<AccessScope>, now: ContinuousClock.Instant) -> Step {
        switch scheme {
        case .unknown: return .send(authorization: nil)
        case .basic: return .basic
        case .bearer(let realm, let service):
            tokens.removeAll { $0.end <= now }
            let wanted = scopes.union(extraScopes[scopes] ?? [])
            let token = tokens.first { token in
                wanted.allSatisfy { scope in token.scopes.contains { $0.covers(scope) } }
            }
            if let token { return .send(authorization: "Bearer \(token.value)") }
            return .fetch(TokenRequest(realm: realm, service: service, scopes: wanted))
        }
    }

    /// Learns from an answer with status 401.
    /// - Parameters:
    ///   - challenges: what the registry wants to see.
    ///   - scopes: what the request needs.
    ///   - rejected: the `Authorization` that was sent, nil for none.
    public mutating func learn(
        _ challenges: [Challenge], for scopes: Set<AccessScope>, rejected: String?
    ) {
        tokens.removeAll { "Bearer \($0.value)" == rejected }
        if let bearer = challenges.first(where: { $0.scheme == "bearer" }), let realm = bearer.parameters["realm"] {
            scheme = .bearer(realm: realm, service: bearer.parameters["service"])
            let named = (bearer.parameters["scope"] ?? "").split(separator: " ").map(AccessScope.init(parsing:))
            let extra = named.filter { scope in !scopes.contains { $0.covers(scope) } }
            if !extra.isEmpty { extraScopes[scopes, default: []].formUnion(extra) }
        } else if challenges.contains(where: { $0.scheme == "basic" }) {
            scheme = .basic
        }
    }

    /// Keeps a token.
    /// - Parameters:
    ///   - value: the token.
    ///   - request: what it was asked for.
    ///   - lifetime: in seconds, as the server says.
    ///   - now: the time when it was asked for.
    public mutating func store(
        _ value: String, for request: TokenRequest, lifetime: Int?, now: ContinuousClock.Instant
    ) {
        // Nobody's clock is served by more than a day.
        let seconds = min(max(lifetime ?? Self.shortest, Self.shortest), 86_400)
        let end = now.advanced(by: .seconds(seconds) - Self.margin)
        tokens.append(Token(value: value, scopes: request.scopes, end: end))
    }
}
