import HTTPTransport
import KubernetesClient
import RawJSON
import Reporting
import Synchronization
import Testing

@Suite struct ClientTests {
    private func client(_ sender: StubSender) -> KubernetesClient {
        KubernetesClient(
            connection: ClusterConnection(server: "https://cluster", origin: "context \"test\"", token: "s3cret"),
            sender: sender)
    }

    private let deployment = KubernetesObject([
        "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "shop"], "spec": ["unknownToUs": 1],
    ])

    @Test func applySendsTheObjectUntouched() async throws {
        let sender = StubSender { _ in (200, "{}") }
        try await client(sender).apply(deployment, as: .deployments, isForced: true, isDryRun: true)
        let request = try #require(sender.requests.first)
        #expect(
            sender.lines == [
                "PATCH /apis/apps/v1/namespaces/default/deployments/shop"
                    + "?fieldManager=mixarch&force=true&dryRun=All&fieldValidation=Strict"
            ])
        #expect(request.headers["Content-Type"] == "application/apply-patch+yaml")
        #expect(try JSONValue(parsing: request.text.utf8, source: "body") == deployment.json)
        #expect(!request.isIdempotent)
    }

    private func failure(_ status: Int, _ body: String) async -> Failure? {
        await #expect(throws: Failure.self) {
            try await client(StubSender { _ in (status, body) }).apply(deployment, as: .deployments)
        }
    }

    @Test func conflictsNameFieldAndOwner() async throws {
        let failure = try #require(
            await failure(
                409,
                #"""
                {"kind":"Status","code":409,"reason":"Conflict","message":"Apply failed with 1 conflict: …",
                "details":{"causes":[{"reason":"FieldManagerConflict","field":".spec.replicas",
                "message":"conflict with \"kubectl-scale\" using apps/v1"}]}}
                """#))
        #expect(failure.code == .fieldConflict)
        #expect(failure.message.contains(#".spec.replicas belongs to "kubectl-scale""#))
        #expect(failure.hint?.contains("--force-conflicts") == true)
        #expect(
            (failure.cause as? APIStatus)?.conflicts
                == [FieldConflict(manager: "kubectl-scale", field: ".spec.replicas")])
    }

    @Test(arguments: [
        (
            500, "failed to create typed patch object: .spec.loadBalancerClass: field not declared in schema",
            Failure.Code.invalidManifest
        ),
        (500, "failed to create typed patch object: .spec.replicas: expected numeric", .invalidManifest),
        (400, "strict decoding error: unknown field \"spec.x\"", .invalidManifest), (403, "no", .forbidden),
        (404, "no", .objectNotFound), (401, "no", .unauthorized), (409, "changed", .objectChanged),
        (422, "bad", .invalidManifest), (500, "etcd is gone", .remoteRefused), (418, "no", .remoteRefused),
    ])
    func refusalsHaveCodes(_ status: Int, _ message: String, _ code: Failure.Code) async throws {
        let text = message.replacing("\"", with: "\\\"")
        let failure = try #require(
            await failure(status, #"{"kind":"Status","code":\#(status),"message":"\#(text)"}"#))
        #expect(failure.code == code)
        #expect(failure.message.hasPrefix("can't apply deployment/shop in namespace default: "))
        #expect(!"\(failure)".contains("s3cret"))
    }

    @Test func aProxysPageIsNoStatusButIsTold() async throws {
        let failure = try #require(await failure(502, "<html>Bad Gateway</html>\nmore"))
        #expect(failure.message.hasSuffix("the cluster says: <html>Bad Gateway</html>"))
    }

    @Test func invalidFieldsAreListed() async throws {
        let failure = try #require(
            await failure(
                422,
                #"{"kind":"Status","code":422,"reason":"Invalid","message":"long","details":{"causes":[{"reason":"FieldValueInvalid","message":"must be positive","field":"spec.replicas"}]}}"#
            ))
        #expect(failure.message.hasSuffix("spec.replicas: must be positive"))
        #expect(failure.code.kind == .input)
    }

    @Test func anUnreachableClusterIsNamedWithItsOrigin() async throws {
        let sender = StubSender { _ in throw Failure(.unreachable, "can't reach https://cluster: connection refused") }
        let failure = await #expect(throws: Failure.self) { try await client(sender).version() }
        #expect(failure?.code == .unreachable)
        #expect(failure?.hint?.contains("context \"test\"") == true)
    }

    @Test func kindsAreAskedForOnce() async throws {
        let sender = StubSender { _ in
            (
                200,
                #"{"resources":[{"name":"deployments/status","kind":"Deployment","namespaced":true},{"name":"deployments","kind":"Deployment","namespaced":true}]}"#
            )
        }
        let client = client(sender)
        for _ in 0..<2 {
            #expect(try await client.resourceType(apiVersion: "apps/v1", kind: "Deployment") == .deployments)
        }
        #expect(sender.lines == ["GET /apis/apps/v1"])
    }

    @Test func anUnknownKindIsAnInputMistake() async throws {
        let sender = StubSender { request in
            request.url.hasSuffix("/apis")
                ? (200, #"{"groups":[{"name":"batch","versions":[{"groupVersion":"batch/v1"}]}]}"#)
                : (404, "404 page not found")
        }
        let failure = await #expect(throws: Failure.self) {
            try await client(sender).resourceType(apiVersion: "batch/v9", kind: "Job")
        }
        #expect(failure?.code == .unknownKind)
        #expect(failure?.hint?.contains("batch/v1") == true)
    }

    /// The answer of a Kubernetes 1.20 to a token whose version its etcd has compacted.
    @Test func aListWhosePageIsTooOldBeginsAnew() async throws {
        let gone =
            #"{"kind":"Status","apiVersion":"v1","metadata":{"continue":"e30"},"status":"Failure","#
            + #""message":"The provided continue parameter is too old to display a consistent list result.","#
            + #""reason":"Expired","code":410}"#
        let answers = Mutex([
            (200, #"{"metadata":{"continue":"t"},"items":[{"metadata":{"name":"a"}}]}"#), (410, gone),
            (200, #"{"metadata":{"resourceVersion":"9"},"items":[{"metadata":{"name":"b"}}]}"#),
        ])
        let sender = StubSender { _ in answers.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] } }
        let list = try await client(sender).list(.pods, in: nil)
        #expect(list.items.map(\.name) == ["b"], "what came before counts no more")
        #expect(list.resourceVersion == "9" && sender.requests.count == 3)
        answers.withLock { $0 = [(410, gone)] }
        let failure = await #expect(throws: Failure.self) { try await client(sender).list(.pods, in: nil) }
        #expect((failure?.cause as? APIStatus)?.code == 410)
    }

    @Test func listsAreReadPageByPage() async throws {
        let sender = StubSender { request in
            request.url.contains("continue=next%2F1")
                ? (200, #"{"metadata":{"resourceVersion":"8"},"items":[{"metadata":{"name":"b"}}]}"#)
                : (200, #"{"metadata":{"continue":"next/1"},"items":[{"metadata":{"name":"a"}}]}"#)
        }
        let list = try await client(sender).list(.pods, in: nil, labels: "app=shop")
        #expect(list.items.map(\.shortName) == ["pod/a", "pod/b"])
        #expect(list.resourceVersion == "8")
        #expect(sender.lines.first == "GET /api/v1/pods?labelSelector=app%3Dshop&limit=500")
    }

    @Test func deletingWhatIsGoneIsNoFailure() async throws {
        let sender = StubSender { _ in (404, #"{"kind":"Status","code":404,"message":"gone"}"#) }
        #expect(try await client(sender).delete(.pods, name: "a") == false)
    }

    @Test func versionsAreCompared() {
        #expect(ServerVersion("v1.20.2") == ServerVersion(major: 1, minor: 20))
        #expect(ServerVersion("v1.23.17-eks-0a21954") == ServerVersion(major: 1, minor: 23))
        #expect(ServerVersion(major: 1, minor: 9) < ServerVersion(major: 1, minor: 24))
        #expect(ServerVersion("latest") == nil)
    }

    @Test(arguments: ["", "-a", "a-", "A", "a.b", "a/b", String(repeating: "a", count: 64)])
    func namespacesAreChecked(_ name: String) {
        #expect(throws: Failure.self) { try NamespaceName(name) }
    }
}
