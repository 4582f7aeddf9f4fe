import HTTPTransport
import OCIModel
import OCIRegistry
import Reporting
import Synchronization
import Testing

@Suite struct UploadTests {
    private static let place = "localhost:5000/shop"

    private func upload(_ registry: ScriptedRegistry, credentials: any CredentialSource = NoCredentials()) async throws
    {
        let sample = try SampleImage()
        let store = stores(registry, credentials: credentials).store(for: try ImageReference(parsing: Self.place))
        try await store.upload(sample.layerBlob, from: .bytes(sample.layer), progress: SilentProgress())
    }

    /// A registry whose first `PUT` breaks; asked how far it is, it answers with `range`.
    private func breaking(_ range: String?, status: Int = 204) -> ScriptedRegistry {
        let isBroken = Atomic(false)
        return ScriptedRegistry { request, _ in
            switch request.method {
            case "PUT" where !isBroken.exchange(true, ordering: .relaxed): throw Failure(.unreachable, "cut")
            case "PUT" where request.headers["Content-Range"] != nil: return HTTPResponse(201, for: request)
            case "GET":
                var headers: HTTPHeaders = ["Location": "/v2/shop/blobs/uploads/1?_state=later"]
                headers["Range"] = range
                return HTTPResponse(status, headers, for: request)
            default: return nil
            }
        }
    }

    @Test func goesOnWhereTheRegistryIs() async throws {
        let registry = breaking("0-999")
        try await upload(registry)
        let last = try #require(registry.requests.last)
        #expect(last.headers["Content-Range"] == "1000-4999")
        #expect(last.url.contains("_state=later"))
        guard case .bytes(let bytes) = last.body else { throw Failure(.bug, "no bytes are sent") }
        #expect(bytes == Array(try SampleImage().layer.dropFirst(1000)))
        #expect(registry.log.filter { $0.hasPrefix("POST") }.count == 1)
    }

    @Test(arguments: [nil, "", "0-0", "5-9", "0-4999", "0-99999999999999999999", "x-y", "-1", "0-9223372036854775807"])
    func beginsAnewWhereTheRegistryIsUnclear(range: String?) async throws {
        let registry = breaking(range)
        try await upload(registry)
        #expect(registry.log.filter { $0.hasPrefix("POST") }.count == 2)
        #expect(registry.requests.allSatisfy { $0.headers["Content-Range"] == nil })
    }

    @Test func beginsAnewWhereTheRegistryForgot() async throws {
        let registry = breaking("0-999", status: 404)
        try await upload(registry)
        #expect(registry.log.filter { $0.hasPrefix("POST") }.count == 2)
    }

    @Test func aTokenThatEndsMeanwhileIsReplaced() async throws {
        let challenge = #"Bearer realm="https://auth.example.com/token",service="reg""#
        let tokens = Atomic(0)
        let registry = ScriptedRegistry { request, _ in
            if request.url.hasPrefix("https://auth.example.com/") {
                let number = tokens.add(1, ordering: .relaxed).newValue
                return HTTPResponse(200, [:], Array(#"{"token":"t\#(number)","expires_in":3600}"#.utf8), for: request)
            }
            // The first token is worth nothing any more when the bytes come.
            let wanted = request.method == "PUT" ? "Bearer t2" : "Bearer t\(max(tokens.load(ordering: .relaxed), 1))"
            return request.headers["Authorization"] == wanted
                ? nil : HTTPResponse(401, ["WWW-Authenticate": challenge], for: request)
        }
        try await upload(registry)
        #expect(tokens.load(ordering: .relaxed) == 2)
        #expect(registry.log.filter { $0.hasPrefix("PUT") }.count == 2)
    }

    @Test func whatPassesThroughIsVerifiedByTheRegistryAndThenByUs() async throws {
        let sample = try SampleImage()
        let registry = ScriptedRegistry()
        let stores = stores(registry)
        let source = stores.store(for: try ImageReference(parsing: "127.0.0.1:6000/from"))
        try await source.upload(sample.layerBlob, from: .bytes(sample.layer), progress: SilentProgress())
        registry.damage(sample.layerBlob, in: "from")
        let target = stores.store(for: try ImageReference(parsing: "localhost:5000/to"))
        let failure = await #expect(throws: Failure.self) {
            try await target.upload(sample.layerBlob, from: .store(source), progress: SilentProgress())
        }
        // The second attempt finds out whose fault it is.
        #expect(failure?.code == .digestMismatch && failure?.message.contains("127.0.0.1:6000/from") == true)
        #expect(registry.log.filter { $0.hasPrefix("PUT /v2/to") }.count == 1)
        #expect(try await !target.hasBlob(sample.layerBlob))
    }
}
