import HTTPTransport
import KubernetesClient
import Platforms
import RawJSON
import Reporting
import Rollout
import Synchronization

/// A cluster that can be listed, and images by name.
final class AuditScene: HTTPSender, ImageAuditing {
    /// By the path of the collection.
    let lists: [String: [JSONValue]]
    /// Paths that may not be listed.
    let forbidden: Set<String>
    let platforms: [String: [Platform]]
    let tags: [String]
    private let seen = Mutex<[String]>([])
    private let asked = Mutex<[String]>([])

    init(
        _ lists: [String: [JSONValue]], forbidden: Set<String> = [], platforms: [String: [Platform]] = [:],
        tags: [String] = []
    ) {
        self.lists = lists
        self.forbidden = forbidden
        self.platforms = platforms
        self.tags = tags
    }

    var requests: [String] { seen.withLock { $0 } }
    var questions: [String] { asked.withLock { $0 }.sorted() }

    func report(_ options: AuditOptions = AuditOptions()) async throws -> AuditReport {
        let connection = ClusterConnection(server: "https://cluster", origin: "test")
        let client = KubernetesClient(connection: connection, sender: self)
        return try await ClusterAudit(client: client, images: self).report(options)
    }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let path = String(request.url.dropFirst("https://cluster".count).prefix { $0 != "?" })
        seen.withLock { $0.append(path) }
        let (status, body): (Int, JSONValue) =
            if forbidden.contains(path) {
                (403, ["kind": "Status", "code": 403, "message": .string("no \(path) for you")])
            } else if path.hasPrefix("/apis/batch/v1/"), path.hasSuffix("/cronjobs") {
                (404, ["kind": "Status", "code": 404, "message": "not found"])
            } else {
                (200, ["items": .array(lists[path] ?? [])])
            }
        return HTTPResponse(
            status: status, headers: [:], body: HTTPResponseBody(bytes: try body.encoded()), url: request.url)
    }

    func place(of image: String) throws -> AuditedPlace {
        guard image.first != "!" else { throw Failure(.usage, "\(image) is no reference") }
        let name = image.hasPrefix("docker.io/library/") ? String(image.dropFirst(18)) : image
        return AuditedPlace(name: name, registry: name.contains("/") ? String(name.prefix { $0 != "/" }) : "docker.io")
    }

    func content(of image: String, for pullers: [ImagePuller]) async throws -> AuditedContent {
        let secrets = pullers.map { "\($0.namespace)/\($0.serviceAccount):\($0.secrets.joined(separator: ","))" }
        asked.withLock { $0.append(([image] + secrets).joined(separator: " ")) }
        guard let found = platforms[image] else { throw Failure(.remoteRefused, "there is no \(image)") }
        return AuditedContent(digest: "sha256:\(image)", platforms: found)
    }

    func tags(beside image: String, for pullers: [ImagePuller]) async throws -> (own: String?, all: [String]) {
        (image.split(separator: ":").last.map { String($0) }, tags)
    }

    func image(_ image: String, tagged tag: String) throws -> String { "\(image.prefix { $0 != ":" }):\(tag)" }
}

/// Objects as the server lists them.
enum Listed {
    static func pod(
        _ name: String, _ containers: [String: String], owner: (kind: String, name: String)? = nil,
        spec: [String: JSONValue] = [:], phase: String = "Running", namespace: String = "shop"
    ) -> JSONValue {
        var object = Self.object(name, owner: owner, namespace: namespace)
        object["spec"] = Self.spec(containers, spec)
        object["status"] = ["phase": .string(phase)]
        return object
    }

    static func workload(
        _ name: String, _ containers: [String: String], owner: (kind: String, name: String)? = nil,
        spec: [String: JSONValue] = [:], namespace: String = "shop"
    ) -> JSONValue {
        var object = Self.object(name, owner: owner, namespace: namespace)
        object["spec"] = ["replicas": 1, "template": ["metadata": [:], "spec": Self.spec(containers, spec)]]
        return object
    }

    static func cronJob(_ name: String, _ containers: [String: String]) -> JSONValue {
        var object = Self.object(name, owner: nil, namespace: "shop")
        object["spec"] = [
            "schedule": "* * * * *", "jobTemplate": ["spec": ["template": ["spec": Self.spec(containers, [:])]]],
        ]
        return object
    }

    /// An object's uid is its name.
    private static func object(_ name: String, owner: (kind: String, name: String)?, namespace: String) -> JSONValue {
        var metadata: JSONValue = ["name": .string(name), "namespace": .string(namespace), "uid": .string(name)]
        if let owner {
            metadata["ownerReferences"] = [
                [
                    "kind": .string(owner.kind), "name": .string(owner.name), "uid": .string(owner.name),
                    "controller": true, "apiVersion": "x",
                ]
            ]
        }
        return ["metadata": metadata]
    }

    private static func spec(_ containers: [String: String], _ spec: [String: JSONValue]) -> JSONValue {
        var result: JSONValue = .object(spec)
        result["containers"] = .array(
            containers.sorted { $0.key < $1.key }.map { ["name": .string($0.key), "image": .string($0.value)] })
        return result
    }
}
