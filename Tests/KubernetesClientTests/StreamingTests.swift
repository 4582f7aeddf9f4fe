import KubernetesClient
import Reporting
import Synchronization
import Testing

@Suite struct StreamingTests {
    private struct Named: Decodable, Sendable {
        struct Metadata: Decodable, Sendable { let name: String }
        let metadata: Metadata
    }

    private static func page(_ names: [String], _ token: String = "") -> (Int, String) {
        let items = names.map { "{\"metadata\":{\"name\":\"\($0)\"},\"spec\":{\"x\":[1]}}" }.joined(separator: ",")
        return (200, "{\"metadata\":{\"continue\":\"\(token)\"},\"items\":[\(items)]}")
    }

    private static let gone = (410, "{\"kind\":\"Status\",\"code\":410,\"reason\":\"Expired\",\"message\":\"too old\"}")

    /// - Parameter answers: one after the other; the last one for ever.
    private func names(_ answers: [(Int, String)]) async throws -> (names: [String], requests: [String]) {
        let next = Mutex(0)
        let sender = StubSender { _ in
            next.withLock { index in
                defer { index += 1 }
                return answers[min(index, answers.count - 1)]
            }
        }
        let client = KubernetesClient(
            connection: ClusterConnection(server: "https://cluster", origin: "test"), sender: sender)
        var names: [String] = []
        do {
            try await client.stream(.pods, in: nil, as: Named.self, pageSize: 2, onRestart: { names.append("again") }) {
                names += $0.map(\.metadata.name)
            }
        } catch {
            names.append("failed")
        }
        return (names, sender.lines)
    }

    @Test func pagesFollowEachOther() async throws {
        let (names, requests) = try await names([Self.page(["a", "b"], "t/1"), Self.page(["c"])])
        #expect(names == ["a", "b", "c"])
        #expect(requests == ["GET /api/v1/pods?limit=2", "GET /api/v1/pods?limit=2&continue=t%2F1"])
    }

    @Test func aTokenThatIsTooOldBeginsAnew() async throws {
        let (names, requests) = try await names([Self.page(["a"], "t"), Self.gone, Self.page(["a", "b"])])
        #expect(names == ["a", "again", "a", "b"])
        #expect(requests.last == "GET /api/v1/pods?limit=2")
    }

    @Test func notForEver() async throws {
        let (names, requests) = try await names([Self.gone])
        #expect(names == ["again", "again", "again", "failed"])
        #expect(requests.count == 4)
    }

    @Test func nothingIsAnEmptyList() async throws {
        #expect(try await names([(200, "{\"metadata\":{},\"items\":null}")]).names == [])
        #expect(try await names([(200, "[]")]).names == ["failed"])
    }
}
