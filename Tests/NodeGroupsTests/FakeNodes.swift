import HTTPTransport
import KubernetesClient
import RawJSON
import Reporting
import Synchronization

/// A cluster's API server in memory, as far as node groups ask it: nodes and pods.
final class FakeNodes: HTTPSender {
    struct State {
        /// The nodes that there are at each look, one after the other; the last ones stay.
        var nodes: [[JSONValue]] = [[]]
        var pods: [JSONValue] = []
        /// Whether a budget holds all pods.
        var isHeld = false
        /// How often somebody looked at nodes.
        var looks = 0
        /// What was changed: `cordon a`, `evict shop`.
        var changes: [String] = []
    }

    let state: Mutex<State>

    init(_ change: (inout State) -> Void = { _ in }) {
        var state = State()
        change(&state)
        self.state = Mutex(state)
    }

    var client: KubernetesClient {
        KubernetesClient(connection: ClusterConnection(server: "https://cluster", origin: "a test"), sender: self)
    }

    var changes: [String] { state.withLock { $0.changes } }

    static func node(
        _ name: String, _ architecture: String = "arm64", group: String = "web-arm64", isReady: Bool = true
    ) -> JSONValue {
        [
            "metadata": [
                "name": .string(name),
                "labels": [
                    "kubernetes.io/arch": .string(architecture), "eks.amazonaws.com/nodegroup": .string(group),
                ],
            ],
            "status": ["conditions": [["type": "Ready", "status": isReady ? "True" : "False"]]],
        ]
    }

    static func pod(_ name: String, on node: String, hasController: Bool = true) -> JSONValue {
        var metadata: JSONValue = ["name": .string(name), "namespace": "shop", "uid": .string("uid-" + name)]
        if hasController {
            metadata["ownerReferences"] = [["kind": "ReplicaSet", "name": "r", "controller": true]]
        }
        return ["metadata": metadata, "spec": ["nodeName": .string(node), "containers": []]]
    }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let parts = request.url.dropFirst("https://cluster/".count).split(separator: "?", maxSplits: 1)
        let path = parts[0].split(separator: "/").map { String($0) }
        let query = (parts.count > 1 ? String(parts[1]) : "").replacing("%3D", with: "=")
        let (status, json) = state.withLock { Self.answer(request.method, path, query, &$0) }
        return HTTPResponse(
            status: status, headers: [:], body: HTTPResponseBody(bytes: try json.encoded()), url: request.url)
    }

    private static func answer(
        _ method: String, _ path: [String], _ query: String, _ state: inout State
    ) -> (Int, JSONValue) {
        switch (method, path.dropFirst(2).first, path.last) {
        case ("GET", nil, "version"): return (200, ["gitVersion": "v1.30.0"])
        case ("GET", "nodes", "nodes"):
            state.looks += 1
            let nodes = state.nodes.count > 1 ? state.nodes.removeFirst() : state.nodes[0]
            return list(nodes, query, "nodegroup=") {
                $0[path: "metadata", "labels", "eks.amazonaws.com/nodegroup"]?.string
            }
        case ("GET", "pods", "pods"):
            return list(state.pods, query, "spec.nodeName=") { $0[path: "spec", "nodeName"]?.string }
        case ("PATCH", "nodes", let name?):
            state.changes.append("cordon \(name)")
            return (200, [:])
        case ("POST", "namespaces", "eviction"):
            let name = path[path.count - 2]
            guard !state.isHeld else { return (429, ["kind": "Status", "code": 429, "message": "a budget"]) }
            state.changes.append("evict \(name)")
            state.pods.removeAll { $0[path: "metadata", "name"]?.string == name }
            return (201, [:])
        default: return (200, ["items": []])
        }
    }

    /// All items, or those whose value a selector names.
    private static func list(
        _ items: [JSONValue], _ query: String, _ selector: String, _ value: (JSONValue) -> String?
    ) -> (Int, JSONValue) {
        guard let start = query.firstRange(of: selector)?.upperBound else { return (200, ["items": .array(items)]) }
        let wanted = String(query[start...].prefix { $0 != "&" })
        return (200, ["items": .array(items.filter { value($0) == wanted })])
    }
}
