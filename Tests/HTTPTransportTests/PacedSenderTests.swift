import HTTPTransport
import Reporting
import Synchronization
import Testing

@Suite struct PacedSenderTests {
    /// Refuses so often, and time that passes by waiting only.
    private final class Busy: HTTPSender {
        let refusals: Int
        let headers: HTTPHeaders
        let sent = Mutex<[(url: String, time: Duration)]>([])
        let time = Mutex(Duration.zero)

        init(_ refusals: Int, _ headers: HTTPHeaders = [:]) {
            self.refusals = refusals
            self.headers = headers
        }

        func send(_ request: HTTPRequest) async throws -> HTTPResponse {
            let now = time.withLock { $0 }
            let count = sent.withLock {
                $0.append((request.url, now))
                return $0.count { $0.url == request.url }
            }
            let isRefused = request.url.contains("busy") && count <= refusals
            return HTTPResponse(
                status: isRefused ? 429 : 200, headers: headers, body: HTTPResponseBody(bytes: []), url: request.url)
        }

        func paced(patience: Duration = .seconds(300)) -> PacedSender {
            PacedSender(
                self, patience: patience, now: { self.time.withLock { $0 } },
                sleep: { duration in self.time.withLock { $0 += duration } })
        }
    }

    private static let busy = HTTPRequest("GET", "https://busy.example/v2/")

    @Test func aHostThatAsksForTimeGetsItFromAll() async throws {
        let busy = Busy(1, ["Retry-After": "7"])
        let sender = busy.paced()
        #expect(try await sender.send(Self.busy).status == 200)
        #expect(busy.sent.withLock { $0.map(\.time) } == [.zero, .seconds(7)])
    }

    @Test func othersAreAskedMeanwhile() async throws {
        let busy = Busy(1, ["Retry-After": "7"])
        let others = busy.paced()
        let sender = PacedSender(
            busy, now: { busy.time.withLock { $0 } },
            sleep: { duration in
                _ = try await others.send(HTTPRequest("GET", "https://other.example/v2/"))
                busy.time.withLock { $0 += duration }
            })
        _ = try await sender.send(Self.busy)
        _ = try await sender.send(HTTPRequest("GET", "https://other.example/v2/"))
        #expect(busy.sent.withLock { $0.map(\.time) } == [.zero, .zero, .seconds(7), .seconds(7)])
    }

    @Test func allWaitForAHost() async throws {
        let busy = Busy(1, ["Retry-After": "7"])
        let sender = busy.paced()
        _ = try await sender.send(Self.busy)
        let impatient = HTTPRequest("GET", "https://busy.example/v2/other")
        _ = try await sender.send(impatient)
        #expect(
            busy.sent.withLock { $0.map(\.time) } == [.zero, .seconds(7), .seconds(7), .seconds(14)],
            "its own refusal is waited for, once")
    }

    @Test func withoutAWordTheWaitGrows() async throws {
        let busy = Busy(3)
        #expect(try await busy.paced().send(Self.busy).status == 200)
        #expect(
            busy.sent.withLock { $0.map(\.time) }
                == [.zero, .milliseconds(500), .milliseconds(1500), .milliseconds(3500)])
    }

    @Test func patienceEnds() async throws {
        let busy = Busy(100, ["Retry-After": "3600"])
        #expect(try await busy.paced().send(Self.busy).status == 429)
        #expect(busy.sent.withLock { $0.count } == 1, "an hour is not waited for")
        let often = Busy(100, ["Retry-After": "1"])
        #expect(try await often.paced().send(Self.busy).status == 429)
        #expect(often.sent.withLock { $0.count } == 10)
    }
}
