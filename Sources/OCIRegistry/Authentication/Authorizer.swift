import FoundationEssentials
import HTTPTransport
import OCIModel
import RawJSON
import Reporting

/// Gives requests to one registry their `Authorization`: an actor, since all requests share its tokens.
actor Authorizer {
    private let registry: Registry
    private let sender: any HTTPSender
    private let source: any CredentialSource
    private let tls: TLSOptions?
    private let now: @Sendable () -> ContinuousClock.Instant

    private var state = AuthorizationState()
    private var lookups: [RepositoryName: CredentialLookup] = [:]
    private var fetches: [AuthorizationState.TokenRequest: Task<String, any Error>] = [:]

    init(
        _ registry: Registry, sender: any HTTPSender, source: any CredentialSource, tls: TLSOptions?,
        now: @escaping @Sendable () -> ContinuousClock.Instant
    ) {
        self.registry = registry
        self.sender = sender
        self.source = source
        self.tls = tls
        self.now = now
    }

    /// - Parameter need: what the request needs.
    /// - Returns: its `Authorization`; nil for none.
    func authorization(for need: AccessNeed) async throws -> String? {
        switch state.step(for: need.scopes, now: now()) {
        case .send(let authorization): return authorization
        case .basic:
            guard case .password(let user, let secret) = await lookup(need.repository).credential else { return nil }
            return Self.basic(user, secret)
        case .fetch(let request):
            return "Bearer \(try await token(request, need.repository))"
        }
    }

    /// - Parameters:
    ///   - challenges: what the registry wants to see, after an answer with status 401.
    ///   - need: what the request needs.
    ///   - rejected: the `Authorization` that was sent.
    /// - Returns: another `Authorization`, and whether it is one that was kept, which may have ended as the rejected one
    ///   has; nil when there is nothing else to try.
    func authorization(
        after challenges: [Challenge], for need: AccessNeed, rejected: String?
    ) async throws -> (value: String, wasKept: Bool)? {
        state.learn(challenges, for: need.scopes, rejected: rejected)
        if case .send(let kept?) = state.step(for: need.scopes, now: now()), kept != rejected { return (kept, true) }
        guard let other = try await authorization(for: need), other != rejected else { return nil }
        return (other, false)
    }

    /// Why a credential could not be read, if there was a problem.
    func problem(_ repository: RepositoryName) -> Failure? { lookups[repository]?.problem }

    private func lookup(_ repository: RepositoryName) async -> CredentialLookup {
        if let known = lookups[repository] { return known }
        let lookup = await source.credential(for: registry, repository)
        lookups[repository] = lookup
        return lookup
    }

    /// One fetch at a time for the same scopes: whoever comes later waits for the first.
    private func token(
        _ request: AuthorizationState.TokenRequest, _ repository: RepositoryName
    ) async throws -> String {
        if let running = fetches[request] { return try await running.value }
        let task = Task {
            let start = now()
            let credential = await lookup(repository).credential
            let answer = try await TokenServer(registry: registry, sender: sender, tls: tls).fetch(request, credential)
            state.store(answer.token, for: request, lifetime: answer.lifetime, now: start)
            return answer.token
        }
        fetches[request] = task
        defer { fetches[request] = nil }
        return try await task.value
    }

    static func basic(_ user: String, _ secret: String) -> String {
        "Basic \(Data("\(user):\(secret)".utf8).base64EncodedString())"
    }
}

/// What a request needs to be allowed to do.
struct AccessNeed: Hashable, Sendable {
    /// The repository that it is about.
    let repository: RepositoryName
    /// What it does, there and elsewhere.
    let scopes: Set<AccessScope>

    /// Whether it writes.
    var isPush: Bool { scopes.contains { $0.actions.contains("push") } }

    static func pull(_ repository: RepositoryName) -> AccessNeed {
        AccessNeed(repository: repository, scopes: [AccessScope(repository, ["pull"])])
    }

    static func push(_ repository: RepositoryName) -> AccessNeed {
        AccessNeed(repository: repository, scopes: [AccessScope(repository, ["pull", "push"])])
    }

    /// Taking over a blob of another repository.
    static func mount(_ repository: RepositoryName, from other: RepositoryName) -> AccessNeed {
        AccessNeed(
            repository: repository,
            scopes: [AccessScope(repository, ["pull", "push"]), AccessScope(other, ["pull"])])
    }
}
