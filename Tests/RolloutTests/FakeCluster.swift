import HTTPTransport
import KubernetesClient
import RawJSON
import Reporting
import Rollout
import Synchronization

/// An API server with one Deployment, a Deployment controller and two nodes, as far as the workflows can tell.
/// Each look at the Deployment lets its controller do one step.
final class FakeCluster: HTTPSender {
    struct State {
        var deployment: KubernetesObject?
        /// Pods by name: architecture, and for how many looks it exists.
        var pods: [(name: String, architecture: String, age: Int)] = []
        var version = 1
        /// What the controller has seen so far; it looks at a change a moment later than everybody else.
        var seenGeneration = 1
        var revision = "arm64"
        var made = 0
        var changes: [String] = []
        var applied: [String] = []
        var fewestReady = Int.max
        /// Requests that are answered before everything breaks; nil for ever.
        var life: Int?
    }

    let state: Mutex<State>
    /// Architectures whose pods crash.
    let broken: Set<String>
    let refusesDryRuns: Bool

    init(
        _ deployment: KubernetesObject?, on architecture: String = "arm64", broken: Set<String> = [],
        refusesDryRuns: Bool = false
    ) {
        var state = State()
        self.broken = broken
        self.refusesDryRuns = refusesDryRuns
        if let deployment {
            state.deployment = deployment
            state.deployment?.json[path: "metadata", "uid"] = "d"
            state.deployment?.json[path: "metadata", "generation"] = 1
            state.pods = (0..<2).map { ("shop-\(architecture)-\($0)", architecture, 9) }
        }
        self.state = Mutex(state)
    }

    var client: KubernetesClient {
        KubernetesClient(connection: ClusterConnection(server: "https://cluster", origin: "test"), sender: self)
    }

    func rollout(_ progress: any ProgressReporter = SilentProgress(), clock: WaitClock = .jumping()) -> Rollout {
        Rollout(client: client, images: StubImages(), web: self, progress: progress, clock: clock)
    }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let (status, body) = try state.withLock { state in
            if let life = state.life {
                guard life > 0 else { throw CancellationError() }
                state.life = life - 1
            }
            return answer(request, &state)
        }
        return HTTPResponse(
            status: status, headers: [:], body: HTTPResponseBody(bytes: try body.encoded()), url: request.url)
    }

    private func answer(_ request: HTTPRequest, _ state: inout State) -> (Int, JSONValue) {
        let path = request.url.dropFirst("https://cluster".count).prefix { $0 != "?" }
        switch (request.method, path) {
        case ("GET", "/version"): return (200, ["gitVersion": "v1.20.2"])
        case ("GET", "/apis/apps/v1"):
            return (200, ["resources": [["name": "deployments", "kind": "Deployment", "namespaced": true]]])
        case ("GET", "/api/v1/nodes"):
            let nodes = [Fixture.node("node-arm64", "arm64"), Fixture.node("node-amd64", "amd64")]
            return (200, ["items": .array(nodes.map(\.json))])
        case ("GET", "/api/v1/namespaces/default/pods"):
            return (200, ["items": .array(state.pods.map(pod))])
        case ("GET", "/apis/apps/v1/namespaces/default/replicasets"):
            return (200, ["items": .array(["arm64", "amd64"].map { replicaSet($0, state) })])
        case ("GET", "/apis/apps/v1/namespaces/default/deployments/shop"):
            guard let deployment = step(&state) else { return Self.missing }
            return (200, deployment.json)
        case ("PATCH", "/apis/apps/v1/namespaces/default/deployments/shop"):
            return change(request, &state)
        case ("GET", let path) where path.contains("/configmaps/"): return Self.missing
        case ("GET", _): return (200, ["items": []])
        default: return Self.missing
        }
    }

    private static let missing: (Int, JSONValue) = (404, ["kind": "Status", "code": 404, "message": "not found"])

    private func change(_ request: HTTPRequest, _ state: inout State) -> (Int, JSONValue) {
        guard case .bytes(let bytes) = request.body, var body = try? JSONValue(parsing: bytes, source: "body") else {
            return (400, [:])
        }
        if request.url.contains("dryRun=All") {
            return refusesDryRuns
                ? (500, ["kind": "Status", "code": 500, "message": ".spec.replica: field not declared in schema"])
                : (200, body)
        }
        if let version = body[path: "metadata", "resourceVersion"] {
            guard version.string == String(state.version) else {
                return (409, ["kind": "Status", "code": 409, "message": "the object has been modified"])
            }
            body[path: "metadata", "resourceVersion"] = nil
        }
        state.version += 1
        let isApply = request.headers["Content-Type"] == "application/apply-patch+yaml"
        let before = state.deployment ?? KubernetesObject([:])
        var after = before.patched(body)
        after.json[path: "metadata", "uid"] = "d"
        after.json[path: "metadata", "generation"] = .integer(Int64(before.generation + 1))
        state.deployment = after
        state.changes.append(isApply ? "apply" : Self.selector(after))
        return (200, after.json)
    }

    /// Without a selector the scheduler takes the amd64 node.
    private static func selector(_ deployment: KubernetesObject) -> String {
        deployment.json[path: "spec", "template", "spec", "nodeSelector", "kubernetes.io/arch"]?.string ?? "amd64"
    }

    /// One step of the controller with a surge of one and nothing unavailable.
    private func step(_ state: inout State) -> KubernetesObject? {
        guard var deployment = state.deployment else { return nil }
        deployment.json[path: "metadata", "resourceVersion"] = .string(String(state.version))
        if state.seenGeneration < deployment.generation {
            deployment.json[path: "metadata", "annotations", "deployment.kubernetes.io/revision"] = .string(
                state.revision)
            deployment.json["status"] = ["observedGeneration": .integer(Int64(state.seenGeneration))]
            state.seenGeneration = deployment.generation
            return deployment
        }
        let wanted = Self.selector(deployment)
        state.revision = wanted
        for index in state.pods.indices { state.pods[index].age += 1 }
        let ready = state.pods.filter(isReady)
        state.fewestReady = min(state.fewestReady, ready.count)
        let fresh = state.pods.filter { $0.architecture == wanted }
        if fresh.count < 2, state.pods.count < 3 {
            state.made += 1
            state.pods.append(("shop-\(wanted)-new\(state.made)", wanted, 0))
        } else if let old = state.pods.firstIndex(where: { $0.architecture != wanted && !isReady($0) })
            ?? (ready.count > 2 ? state.pods.firstIndex { $0.architecture != wanted } : nil)
        {
            state.pods.remove(at: old)
        }
        let updated = state.pods.filter { $0.architecture == wanted }.count
        deployment.json[path: "metadata", "annotations", "deployment.kubernetes.io/revision"] = .string(wanted)
        deployment.json["status"] = [
            "observedGeneration": .integer(Int64(deployment.generation)), "replicas": .integer(Int64(state.pods.count)),
            "updatedReplicas": .integer(Int64(updated)),
            "availableReplicas": .integer(Int64(state.pods.filter(isReady).count)),
        ]
        return deployment
    }

    private func isReady(_ pod: (name: String, architecture: String, age: Int)) -> Bool {
        pod.age >= 2 && !broken.contains(pod.architecture)
    }

    private func pod(_ pod: (name: String, architecture: String, age: Int)) -> JSONValue {
        let isBroken = broken.contains(pod.architecture)
        return [
            "metadata": [
                "name": .string(pod.name), "ownerReferences": [["uid": .string("rs-\(pod.architecture)")]],
            ],
            "spec": ["nodeName": .string("node-\(pod.architecture)")],
            "status": [
                "phase": "Running",
                "conditions": [["type": "Ready", "status": isReady(pod) ? "True" : "False"]],
                "containerStatuses": [
                    [
                        "name": "web", "image": "shop:1", "restartCount": 0,
                        "state": isBroken
                            ? ["terminated": ["exitCode": 128, "message": "exec format error"]] : ["running": [:]],
                    ]
                ],
            ],
        ]
    }

    private func replicaSet(_ architecture: String, _ state: State) -> JSONValue {
        [
            "metadata": [
                "name": .string("shop-\(architecture)"), "uid": .string("rs-\(architecture)"),
                "ownerReferences": [["uid": "d"]],
                "annotations": ["deployment.kubernetes.io/revision": .string(architecture)],
            ]
        ]
    }
}
