import HTTPTransport
import OCIModel
import OCIRegistry
import Reporting
import Testing

@Suite struct RegistryProblemTests {
    private let request = HTTPRequest("GET", "https://bob:hush@example.com/v2/a/manifests/1?_state=hush&n=1")

    private func problem(_ status: Int, _ body: String) -> RegistryProblem {
        RegistryProblem(request: request, status: status, body: Array(body.utf8))
    }

    @Test(arguments: [
        (
            #"{"errors":[{"code":"DENIED","message":"no","detail":{"Action":"pull","Extra":{"x":1}}}]}"#,
            "no (Action pull)"
        ),
        (#"{"errors":[{"code":"DENIED","message":"no","detail":"because"},{"code":"X"}]}"#, "no (because); X"),
        (#"{"errors":[{"code":"DENIED","message":"no","detail":[1,2]}]}"#, "no"),
        (#"{"details":"incorrect username or password"}"#, "incorrect username or password"),
        (#"{"message":"two\nlines\u0007"}"#, "two lines "),
    ])
    func theRegistrysOwnWordsAreKept(body: String, words: String) {
        #expect(problem(403, body).words == words)
    }

    @Test(arguments: ["", "<html>", "[]", #"{"errors":"x"}"#, #"{"errors":[7,null,{}]}"#])
    func oddBodiesAreNoProblem(body: String) {
        let failure = problem(403, body).failure("can't read a")
        #expect(failure.code == .denied && failure.message.contains("access is denied"))
    }

    @Test func aServerThatLimitsUploadsIsSaid() {
        let failure = problem(413, "<html>").failure("can't push a")
        #expect(failure.message.contains("too large") && failure.hint?.contains("client_max_body_size") == true)
        #expect(problem(403, "").failure("can't push a").hint == nil)
    }

    @Test func noSecretIsInAMessage() {
        let message = problem(500, "").failure("can't read a").message
        #expect(!message.contains("hush"))
        #expect(message.contains("GET https://example.com/v2/a/manifests/1") && message.contains("500"))
    }

    @Test func anImageThatIsNotThereIsNamed() async throws {
        let image = stores(ScriptedRegistry()).image(try ImageReference(parsing: "example.com/shop:9"))
        for ask in [{ try await image.manifest().digest }, { try await image.store.resolve(image.reference).digest }]
            as [@Sendable () async throws -> Digest]
        {
            let failure = await #expect(throws: Failure.self) { try await ask() }
            #expect(failure?.code == .manifestUnknown)
            #expect(failure?.message.contains("example.com/shop:9") == true)
        }
    }

    @Test func aManifestThatIsAnotherIsRefused() async throws {
        let registry = ScriptedRegistry { request, _ in
            HTTPResponse(200, ["Content-Type": "\(MediaType.ociIndex)"], Array(#"{"manifests":[]}"#.utf8), for: request)
        }
        let store = stores(registry).store(for: try ImageReference(parsing: "example.com/shop"))
        let failure = await #expect(throws: Failure.self) {
            try await store.manifest(.digest(Digest(of: [1])))
        }
        #expect(failure?.code == .digestMismatch)
    }

    @Test func aServerWithoutTLSGetsAHint() async throws {
        struct Plain: HTTPSender {
            func send(_ request: HTTPRequest) async throws -> HTTPResponse {
                throw Failure(.tlsNotSpoken, "can't reach \(request.url)")
            }
        }
        let image = stores(Plain()).image(try ImageReference(parsing: "10.0.0.9:5000/shop:1"))
        let failure = await #expect(throws: Failure.self) { try await image.manifest() }
        #expect(failure?.hint?.contains("--insecure-registry 10.0.0.9:5000") == true)
    }
}
