import HTTPTransport
import KubernetesClient
import Reporting
import Synchronization
import Testing

@Suite struct WatchTests {
    private func event(_ type: String, _ name: String, _ version: Int) -> String {
        #"{"type":"\#(type)","object":{"metadata":{"name":"\#(name)","resourceVersion":"\#(version)"}}}"# + "\n"
    }

    @Test(.timeLimit(.minutes(1))) func goesOnAfterLossesAndStartsAnewWhenTheVersionIsGone() async throws {
        // As a Kubernetes 1.20 has it, word by word.
        let gone =
            #"{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","#
            + #""message":"too old resource version: 1 (396)","reason":"Expired","code":410}}"# + "\n"
        let bookmark = #"{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"7"}}}"# + "\n"
        let answers = Mutex([
            "list:5", event("ADDED", "a", 6) + bookmark, "lost", gone, "list:20", event("DELETED", "a", 21),
        ])
        let sender = StubSender { request in
            guard let next = answers.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else {
                return (403, #"{"kind":"Status","code":403,"message":"enough"}"#)
            }
            if next == "lost" { throw Failure(.unreachable, "cut") }
            guard next.hasPrefix("list:") else { return (200, next) }
            #expect(!request.url.contains("watch=true"))
            return (200, #"{"metadata":{"resourceVersion":"\#(next.dropFirst(5))"},"items":[]}"#)
        }
        let client = KubernetesClient(
            connection: ClusterConnection(server: "https://cluster", origin: "test"), sender: sender)
        var seen: [String] = []
        let failure = await #expect(throws: Failure.self) {
            for try await event in client.watch(.pods, in: .default, for: .seconds(60), sleep: { _ in }) {
                switch event {
                case .restarted: seen.append("restarted")
                case .added(let object): seen.append("added \(object.name)")
                case .modified(let object): seen.append("modified \(object.name)")
                case .deleted(let object): seen.append("deleted \(object.name)")
                }
            }
        }
        #expect(failure?.code == .forbidden)
        #expect(seen == ["restarted", "added a", "restarted", "deleted a"])
        let versions = sender.requests.filter { $0.url.contains("watch=true") }.map { request in
            request.url.split(separator: "&").first { $0.hasPrefix("resourceVersion") }.map { String($0) }
        }
        #expect(versions == ["5", "7", "7", "20", "21"].map { "resourceVersion=\($0)" })
    }
}
