import KubernetesClient
import Platforms
import RawJSON
import Reporting
import Rollout
import Synchronization

/// Objects as the API server gives them, as short as the tests allow.
enum Fixture {
    static func node(
        _ name: String, _ architecture: String, ready: Bool = true, cordoned: Bool = false,
        labels: [String: JSONValue] = [:], taints: [JSONValue] = []
    ) -> KubernetesObject {
        let own: [String: JSONValue] = ["kubernetes.io/arch": .string(architecture)]
        return KubernetesObject([
            "kind": "Node", "metadata": ["name": .string(name), "labels": .object(own.merging(labels) { $1 })],
            "spec": ["taints": .array(taints), "unschedulable": .bool(cordoned)],
            "status": [
                "nodeInfo": ["architecture": .string(architecture), "kubeletVersion": "v1.20.2"],
                "conditions": [["type": "Ready", "status": ready ? "True" : "False"]],
            ],
        ])
    }

    static func deployment(_ spec: [String: JSONValue] = [:], image: String = "shop:1") -> KubernetesObject {
        var object: JSONValue = [
            "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "shop", "namespace": "default"],
            "spec": [
                "replicas": 2, "selector": ["matchLabels": ["app": "shop"]],
                "template": [
                    "metadata": ["labels": ["app": "shop"]],
                    "spec": ["containers": [["name": "web", "image": .string(image), "unknownToUs": true]]],
                ],
            ],
        ]
        for (key, value) in spec { object[path: "spec", key] = value }
        return KubernetesObject(object)
    }

    static func pod(_ status: JSONValue) -> KubernetesObject {
        KubernetesObject(["kind": "Pod", "metadata": ["name": "shop-1"], "status": status])
    }

    /// A running pod whose one container asks for CPU.
    static func pod(
        _ name: String, on node: String, cpu: String, namespace: String = "default",
        labels: JSONValue = ["app": "shop"], spec: [String: JSONValue] = [:]
    ) -> KubernetesObject {
        var pod: JSONValue = [
            "kind": "Pod",
            "metadata": ["name": .string(name), "namespace": .string(namespace), "labels": labels],
            "spec": [
                "nodeName": .string(node),
                "containers": [["name": "web", "resources": ["requests": ["cpu": .string(cpu)]]]],
            ],
            "status": ["phase": "Running"],
        ]
        for (key, value) in spec { pod[path: "spec", key] = value }
        return KubernetesObject(pod)
    }

    static func manifest(_ object: KubernetesObject, document: Int = 1) -> ManifestObject {
        ManifestObject(object, origin: .init(file: "shop.yaml", document: document, line: 1))
    }
}

/// Images by name.
struct StubImages: ImageInspecting {
    var platforms: [String: [Platform]] = ["shop:1": [.linuxAMD64, .linuxARM64]]
    var lies: [String: [String]] = [:]

    func platforms(of image: String) async throws -> [Platform] {
        guard let found = platforms[image] else { throw Failure(.remoteRefused, "there is no such image") }
        return found
    }

    func problems(of image: String, for platform: Platform) async throws -> [String] { lies[image] ?? [] }
}

/// Keeps what is reported.
final class Recorder: ProgressReporter {
    private let seen = Mutex<[ProgressEvent]>([])
    var events: [ProgressEvent] { seen.withLock { $0 } }
    func report(_ event: ProgressEvent) { seen.withLock { $0.append(event) } }
}

extension WaitClock {
    /// Time that passes by waiting only.
    /// - Parameter beforeSleep: runs before every wait.
    static func jumping(beforeSleep: @escaping @Sendable () -> Void = {}) -> WaitClock {
        let time = JumpingTime()
        return WaitClock(
            now: { time.now },
            sleep: { duration in
                beforeSleep()
                try Task.checkCancellation()
                time.advance(by: duration)
            })
    }
}

private final class JumpingTime: Sendable {
    private let elapsed = Mutex(Duration.zero)
    var now: Duration { elapsed.withLock { $0 } }
    func advance(by duration: Duration) { elapsed.withLock { $0 += duration } }
}
