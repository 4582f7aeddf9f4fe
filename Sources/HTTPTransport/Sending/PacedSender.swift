import Glibc
import Reporting
import Synchronization

/// Spares servers that say that they are asked too much: nobody asks a host again before its time has come, whoever got
/// the answer.
///
/// The sender behind it must not repeat refusals with 429 and 503 by itself: `RetryPolicy(busyStatuses: [])`.
public final class PacedSender: HTTPSender {
    private let sender: any HTTPSender
    private let patience: Duration
    private let now: @Sendable () -> Duration
    private let sleep: @Sendable (Duration) async throws -> Void
    /// Until when each host is left alone.
    private let pauses = Mutex<[String: Duration]>([:])

    private static let attempts = 10

    /// - Parameters:
    ///   - sender: what sends.
    ///   - patience: the longest that one request waits altogether; a host that wants more gets its refusal told.
    ///   - now: the time since some fixed moment.
    ///   - sleep: waits; throws `CancellationError` when the task is cancelled.
    public init(
        _ sender: any HTTPSender, patience: Duration = .seconds(300),
        now: @escaping @Sendable () -> Duration = { PacedSender.start.duration(to: .now) },
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.sender = sender
        self.patience = patience
        self.now = now
        self.sleep = sleep
    }

    /// What the machine's clock is counted from.
    public static let start = ContinuousClock.now

    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let host = URLReference.origin(of: request.url) ?? request.url
        let begin = now()
        var attempt = 1
        while true {
            while let end = pauses.withLock({ $0[host] }), end > now() {
                try await sleep(end - now())
            }
            let response = try await sender.send(request)
            guard [429, 503].contains(response.status), attempt < Self.attempts else { return response }
            let asked = RetryAfter.seconds(in: response.headers, now: time(nil))
            // Without a word from the host, longer each time.
            let wait = asked.map { Duration.seconds($0) } ?? .milliseconds(500) * (1 << min(attempt - 1, 6))
            guard now() + wait - begin <= patience else { return response }
            // The rest of a short answer is read, so that its connection can be used again.
            _ = try? await response.body.prefix(upTo: 4096)
            let end = now() + max(wait, .milliseconds(50))
            pauses.withLock { $0[host] = max($0[host] ?? end, end) }
            attempt += 1
        }
    }
}
