import HTTPTransport
import Reporting

/// One watch over as many requests as it takes.
struct WatchSession {
    /// The longest single request: the server ends it then, and the next one goes on.
    private static let longestRequest = Duration.seconds(300)
    private static let patience = 5

    let client: KubernetesClient
    let type: ResourceType
    let namespace: NamespaceName?
    let labels: String?
    let fields: String?
    let end: ContinuousClock.Instant
    let sleep: @Sendable (Duration) async throws -> Void

    /// The state that is known; nil when everything has to be listed (again).
    private var version: String?
    /// Requests in a row that brought no event.
    private var barren = 0

    init(
        client: KubernetesClient, type: ResourceType, namespace: NamespaceName?, labels: String?, fields: String?,
        end: ContinuousClock.Instant, sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.client = client
        self.type = type
        self.namespace = namespace
        self.labels = labels
        self.fields = fields
        self.end = end
        self.sleep = sleep
    }

    /// - Parameter yield: gets every event.
    /// - Throws: ``Failure`` when the cluster refuses or stays unreachable.
    mutating func run(_ yield: (WatchEvent) -> Void) async throws {
        while end - .now > .zero {
            do {
                try await follow(yield)
            } catch let failure as Failure
                where [.unreachable, .timedOut].contains(failure.code) && barren < Self.patience
            {
                // A lost connection: the next request goes on from the version that is known.
            } catch let failure as Failure where (failure.cause as? APIStatus)?.code == 410 && barren < Self.patience {
                version = nil
            }
            barren += 1
            // The first request after one that worked goes out at once.
            if barren > 1 { try await sleep(.milliseconds(500) * barren) }
        }
    }

    private mutating func follow(_ yield: (WatchEvent) -> Void) async throws {
        if version == nil {
            let list = try await client.list(type, in: namespace, labels: labels, fields: fields)
            yield(.restarted(list.items))
            version = list.resourceVersion ?? "0"
        }
        let response = try await client.respond(request(), to: "watch \(type.plural)")
        var lines = LineSplitter()
        for try await chunk in response.body {
            for line in try lines.add(chunk.bytes) {
                switch try WatchLine(parsing: line) {
                case .event(let event, let newer):
                    version = newer ?? version
                    yield(event)
                case .bookmark(let newer):
                    version = newer ?? version
                case .expired:
                    version = nil
                    return
                case .refused(let status):
                    throw status.failure(to: "watch \(type.plural)", at: client.connection)
                }
                barren = 0
            }
        }
    }

    private func request() -> APIRequest {
        let length = min(end - .now, Self.longestRequest)
        var request = APIRequest("GET", type.path(namespace: namespace?.description))
        request.query = [
            ("watch", "true"), ("allowWatchBookmarks", "true"), ("resourceVersion", version ?? "0"),
            ("timeoutSeconds", String(max(1, length.components.seconds))),
        ]
        if let labels { request.query.append(("labelSelector", labels)) }
        if let fields { request.query.append(("fieldSelector", fields)) }
        // The server ends the request by itself; these are for a server that is gone.
        request.deadline = length + .seconds(10)
        request.silence = length + .seconds(10)
        return request
    }
}
