import HTTPTransport
import OCIModel
import OCIRegistry
import Reporting
import Synchronization
import Testing

private struct Known: CredentialSource {
    let credential: Credential

    func credential(for registry: Registry, _ repository: RepositoryName) async -> CredentialLookup {
        CredentialLookup(credential)
    }
}

@Suite struct AuthorizationTests {
    private static let challenge =
        #"Bearer realm="https://auth.example.com/token",service="reg",scope="repository:shop:pull""#

    /// A registry that wants a token for pulling; the token server gives one to everybody.
    private func bearer(_ answer: @escaping @Sendable (HTTPRequest) -> String) -> ScriptedRegistry {
        ScriptedRegistry { request, _ in
            if request.url.hasPrefix("https://auth.example.com/") {
                return HTTPResponse(200, [:], Array(answer(request).utf8), for: request)
            }
            if request.headers["Authorization"] == "Bearer good" { return nil }
            return HTTPResponse(401, ["WWW-Authenticate": Self.challenge], for: request)
        }
    }

    @Test func manyRequestsFetchOneToken() async throws {
        let registry = bearer { _ in #"{"access_token":"good","expires_in":300}"# }
        let store = stores(registry).store(for: try ImageReference(parsing: "example.com/shop"))
        let blob = try SampleImage().layerBlob
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 1...10 { group.addTask { try await store.hasBlob(blob) } }
            for try await isThere in group { #expect(!isThere) }
        }
        _ = try await store.hasBlob(blob)
        #expect(registry.log.filter { $0 == "GET /token" }.count == 1)
    }

    @Test func theTokenServerGetsTheLoginAndTheRegistryDoesNot() async throws {
        let registry = bearer { request in
            // "bob:p:w" in Base64.
            request.headers["Authorization"] == "Basic Ym9iOnA6dw==" ? #"{"token":"good"}"# : #"{"token":"bad"}"#
        }
        let login = Known(credential: .password(user: "bob", secret: "p:w"))
        let store = stores(registry, credentials: login).store(for: try ImageReference(parsing: "example.com/shop"))
        #expect(try await !store.hasBlob(SampleImage().layerBlob))
    }

    @Test func aTokenThatDoesNotHelpIsRefused() async throws {
        let registry = bearer { _ in #"{"token":"bad"}"# }
        let image = stores(registry).image(try ImageReference(parsing: "example.com/shop:1"))
        let failure = await #expect(throws: Failure.self) { try await image.manifest() }
        #expect(failure?.code == .unauthorized)
        #expect(failure?.hint?.contains("registry login example.com") == true)
        #expect(registry.log.count == 3)
    }

    /// One for reading and one for writing, both worth nothing any more before they said.
    @Test func tokensThatEndEarlyAreReplacedHoweverManyAreKept() async throws {
        let tokens = Atomic(0)
        let ended = Atomic(0)
        let registry = ScriptedRegistry { request, _ in
            if request.url.hasPrefix("https://auth.example.com/") {
                let number = tokens.add(1, ordering: .relaxed).newValue
                return HTTPResponse(200, [:], Array(#"{"token":"t\#(number)","expires_in":3600}"#.utf8), for: request)
            }
            let number = request.headers["Authorization"].flatMap { Int($0.dropFirst("Bearer t".count)) } ?? 0
            return number > ended.load(ordering: .relaxed)
                ? nil : HTTPResponse(401, ["WWW-Authenticate": Self.challenge], for: request)
        }
        let sample = try SampleImage()
        let store = stores(registry).store(for: try ImageReference(parsing: "example.com/shop"))
        #expect(try await !store.hasBlob(sample.layerBlob))
        try await store.upload(sample.layerBlob, from: .bytes(sample.layer), progress: SilentProgress())
        #expect(tokens.load(ordering: .relaxed) == 2)
        ended.store(2, ordering: .relaxed)
        #expect(try await store.hasBlob(sample.layerBlob))
        #expect(tokens.load(ordering: .relaxed) == 3)
        // A new one that is rejected is the answer.
        ended.store(.max, ordering: .relaxed)
        await #expect(throws: Failure.self) { try await store.hasBlob(sample.layerBlob) }
        #expect(tokens.load(ordering: .relaxed) == 4)
    }

    @Test func basicIsSentOnceItIsKnown() async throws {
        let registry = ScriptedRegistry { request, _ in
            request.headers["Authorization"] == "Basic Ym9iOnB3"
                ? nil : HTTPResponse(401, ["www-authenticate": #"Basic realm="x""#], for: request)
        }
        let login = Known(credential: .password(user: "bob", secret: "pw"))
        let store = stores(registry, credentials: login).store(for: try ImageReference(parsing: "example.com/shop"))
        let blob = try SampleImage().layerBlob
        #expect(try await !store.hasBlob(blob))
        #expect(try await !store.hasBlob(blob))
        #expect(registry.log.count == 3)
    }

    @Test func aLoginIsNotSentUnencryptedToAStranger() async throws {
        let registry = ScriptedRegistry { request, _ in
            HTTPResponse(401, ["WWW-Authenticate": #"Bearer realm="http://evil.example/token""#], for: request)
        }
        let login = Known(credential: .password(user: "bob", secret: "pw"))
        let store = stores(registry, credentials: login).store(for: try ImageReference(parsing: "example.com/shop"))
        await #expect(throws: Failure.self) { try await store.hasBlob(SampleImage().layerBlob) }
        #expect(registry.log == ["HEAD /v2/shop/blobs/\(try SampleImage().layerBlob.digest)"])
    }

    @Test func secretsAreNotDescribed() {
        #expect(!"\(Credential.password(user: "bob", secret: "hush"))".contains("hush"))
        #expect(!"\(Credential.identityToken("hush"))".contains("hush"))
    }
}

@Suite struct AuthorizationStateTests {
    private let scopes: Set<AccessScope> = [AccessScope(parsing: "repository:shop:pull")]
    private let start = ContinuousClock.now

    private func request(_ state: inout AuthorizationState, _ scopes: Set<AccessScope>? = nil) throws
        -> AuthorizationState.TokenRequest
    {
        guard case .fetch(let request) = state.step(for: scopes ?? self.scopes, now: start) else {
            throw Failure(.bug, "no token is asked for")
        }
        return request
    }

    private func challenged(_ field: String = #"Bearer realm="https://a/t",service="s""#) -> AuthorizationState {
        var state = AuthorizationState()
        state.learn(Challenge.parse(field), for: scopes, rejected: nil)
        return state
    }

    @Test func asksForNothingBeforeAChallenge() {
        var state = AuthorizationState()
        #expect(state.step(for: scopes, now: start) == .send(authorization: nil))
    }

    @Test func aTokenServesUntilShortlyBeforeItsEnd() throws {
        var state = challenged()
        let request = try request(&state)
        #expect(request.realm == "https://a/t" && request.service == "s" && request.scopes == scopes)
        state.store("t", for: request, lifetime: 120, now: start)
        #expect(state.step(for: scopes, now: start.advanced(by: .seconds(109))) == .send(authorization: "Bearer t"))
        #expect(state.step(for: scopes, now: start.advanced(by: .seconds(111))) == .fetch(request))
    }

    @Test func aTokenWithoutATimeLivesAMinute() throws {
        var state = challenged()
        let request = try request(&state)
        state.store("t", for: request, lifetime: nil, now: start)
        #expect(state.step(for: scopes, now: start.advanced(by: .seconds(49))) == .send(authorization: "Bearer t"))
        #expect(state.step(for: scopes, now: start.advanced(by: .seconds(51))) == .fetch(request))
    }

    @Test func aWiderTokenServesForLess() throws {
        var state = challenged()
        let wide: Set<AccessScope> = [AccessScope(parsing: "repository:shop:pull,push")]
        state.store("w", for: try request(&state, wide), lifetime: 300, now: start)
        #expect(state.step(for: scopes, now: start) == .send(authorization: "Bearer w"))
        #expect(try request(&state, [AccessScope(parsing: "repository:other:pull")]).service == "s")
    }

    @Test func aRejectedTokenIsForgotten() throws {
        var state = challenged()
        let request = try request(&state)
        state.store("t", for: request, lifetime: 300, now: start)
        state.learn(Challenge.parse(#"Bearer realm="https://a/t",service="s""#), for: scopes, rejected: "Bearer t")
        #expect(state.step(for: scopes, now: start) == .fetch(request))
    }

    @Test func scopesOfTheRegistrysOwnAreAdded() throws {
        var state = challenged(#"Bearer realm="https://a/t",scope="aws""#)
        #expect(try request(&state).scopes == scopes.union([AccessScope(parsing: "aws")]))
    }
}

@Suite struct ChallengeTests {
    @Test(arguments: [
        (#"Bearer realm="https://a/t",service="s",scope="a:b:pull,push""#, ["bearer"]),
        (#"Basic realm="x", Bearer realm="y""#, ["basic", "bearer"]),
        (#"Negotiate, Basic realm=x"#, ["negotiate", "basic"]),
        (#"BASIC realm = "a \"quoted\" one""#, ["basic"]), ("", []), (",,,", []), ("Bearer", ["bearer"]),
        (#"Bearer realm="never closed"#, ["bearer"]),
    ])
    func readsWhatItCan(field: String, schemes: [String]) {
        #expect(Challenge.parse(field).map(\.scheme) == schemes)
    }

    @Test func parametersAreUnquoted() {
        let challenge = Challenge.parse(#"BASIC realm = "a \"quoted\" one", charset=UTF-8"#).first
        #expect(challenge?.parameters == ["realm": #"a "quoted" one"#, "charset": "UTF-8"])
        let scope = Challenge.parse(#"Bearer scope="a:b:pull,push",service="s""#).first?.parameters
        #expect(scope == ["scope": "a:b:pull,push", "service": "s"])
    }

    @Test func scopesMayHaveColonsInTheirNames() {
        let scope = AccessScope(parsing: "repository:host:5000/shop:push,pull")
        #expect(scope.resource == "repository:host:5000/shop" && scope.actions == ["pull", "push"])
        #expect(scope.description == "repository:host:5000/shop:pull,push")
    }
}
