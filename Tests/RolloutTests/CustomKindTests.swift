import HTTPTransport
import KubernetesClient
import RawJSON
import Reporting
import Rollout
import Synchronization
import Testing

@Suite struct CustomKindTests {
    /// An API server that serves a new kind some looks after its definition came.
    private final class NewKindServer: HTTPSender {
        let refusal: JSONValue?
        private let looks = Mutex(0)
        private let seen = Mutex<[String]>([])

        init(refusal: JSONValue? = nil) { self.refusal = refusal }

        var changes: [String] { seen.withLock { $0 } }

        func send(_ request: HTTPRequest) async throws -> HTTPResponse {
            let (status, body) = answer(request)
            return HTTPResponse(
                status: status, headers: [:], body: HTTPResponseBody(bytes: try body.encoded()), url: request.url)
        }

        private func answer(_ request: HTTPRequest) -> (Int, JSONValue) {
            let path = String(request.url.dropFirst("https://cluster".count).prefix { $0 != "?" })
            let isDryRun = request.url.contains("dryRun=All")
            switch (request.method, path) {
            case ("GET", "/version"): return (200, ["gitVersion": "v1.30.1"])
            case ("GET", "/apis"): return (200, ["groups": []])
            case ("GET", "/apis/apiextensions.k8s.io/v1"):
                return (
                    200, ["resources": [["name": "crds", "kind": "CustomResourceDefinition", "namespaced": false]]]
                )
            case ("GET", "/apis/apiextensions.k8s.io/v1/crds/trials.example.com"):
                let look = looks.withLock { looks in
                    looks += 1
                    return looks
                }
                // The first look is the plan's.
                if look == 1 { return Self.missing }
                return (200, ["status": ["conditions": look < 4 ? [] : [refusal ?? Self.established]]])
            case ("PATCH", _) where isDryRun: return (200, Self.body(of: request))
            case ("PATCH", _):
                seen.withLock { $0.append(path) }
                return (200, [:])
            default: return Self.missing
            }
        }

        private static func body(of request: HTTPRequest) -> JSONValue {
            guard case .bytes(let bytes) = request.body else { return [:] }
            return (try? JSONValue(parsing: bytes, source: "body")) ?? [:]
        }

        private static let established: JSONValue = ["type": "Established", "status": "True"]
        private static let missing: (Int, JSONValue) = (404, ["kind": "Status", "code": 404, "message": "not found"])

        func deploy() async throws -> RolloutResult {
            let connection = ClusterConnection(server: "https://cluster", origin: "test")
            let rollout = Rollout(
                client: KubernetesClient(connection: connection, sender: self), images: StubImages(), web: self,
                clock: .jumping())
            let definition = KubernetesObject([
                "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
                "metadata": ["name": "trials.example.com"],
                "spec": [
                    "group": "example.com", "scope": "Cluster", "names": ["kind": "Trial", "plural": "trials"],
                    "versions": [["name": "v1"]],
                ],
            ])
            let object = KubernetesObject([
                "apiVersion": "example.com/v1", "kind": "Trial", "metadata": ["name": "one"],
            ])
            return try await rollout.deploy([object, definition].map { Fixture.manifest($0) }, DeployOptions())
        }
    }

    @Test func objectsOfANewKindComeWhenItIsServed() async throws {
        let server = NewKindServer()
        #expect(try await server.deploy().outcome == .moved)
        #expect(
            server.changes == [
                "/apis/apiextensions.k8s.io/v1/crds/trials.example.com", "/apis/example.com/v1/trials/one",
            ])
    }

    @Test func aDefinitionThatIsRefusedSaysWhy() async throws {
        let server = NewKindServer(
            refusal: ["type": "NamesAccepted", "status": "False", "message": "trials is taken"])
        let failure = await #expect(throws: Failure.self) { try await server.deploy() }
        #expect(failure?.message.contains("trials is taken") == true)
        #expect(server.changes.count == 1, "the object is not tried")
    }
}
