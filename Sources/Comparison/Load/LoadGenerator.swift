import Synchronization

/// Sends requests on a schedule (open loop), over a bounded number of connections.
///
/// A request that finds every connection waiting for an answer is sent late, and its time counts from when it should
/// have been sent: what a client that comes at that moment would have seen. Nothing is left out because the server was
/// slow (coordinated omission).
public struct LoadGenerator: Sendable {
    private let connections: Int
    private let deadline: Duration
    private let clock: LoadClock

    /// - Parameters:
    ///   - connections: the most requests at the same time.
    ///   - deadline: how long one of them may take.
    ///   - clock: time.
    public init(connections: Int, deadline: Duration, clock: LoadClock = .system) {
        self.connections = max(1, connections)
        self.deadline = deadline
        self.clock = clock
    }

    /// - Parameters:
    ///   - schedule: when requests are sent.
    ///   - targets: where to, in turns; not empty.
    /// - Returns: how they went. It ends at the latest when the last request's deadline would have passed.
    /// - Throws: `CancellationError`.
    public func run(_ schedule: LoadSchedule, at targets: [any LoadTarget]) async throws -> RoundRecord {
        guard !targets.isEmpty, schedule.count > 0 else { return RoundRecord() }
        let begin = clock.now()
        let end = begin + schedule.length + deadline
        let next = NextRequest()
        var record = try await withThrowingTaskGroup(of: RoundRecord.self) { group in
            for _ in 0..<min(connections, schedule.count) {
                group.addTask { try await send(schedule, at: targets, from: begin, until: end, next) }
            }
            var whole = RoundRecord()
            for try await part in group { whole.merge(part) }
            return whole
        }
        // The time until the request that would come next belongs to the round: a server that keeps up has the rate.
        record.elapsed = max(schedule.length, clock.now() - begin)
        return record
    }

    /// One connection's part: the next request of the schedule, whichever that is, as soon as this one is free.
    private func send(
        _ schedule: LoadSchedule, at targets: [any LoadTarget], from begin: Duration, until end: Duration,
        _ next: NextRequest
    ) async throws -> RoundRecord {
        var record = RoundRecord()
        while true {
            let index = next.take()
            guard index < schedule.count else { return record }
            let start = begin + schedule.start(of: index)
            if clock.now() < start {
                try await clock.sleep(start)
                record.ownDelay.record(clock.now() - start)
            }
            guard clock.now() < end else {
                record.countUnsent(after: end - start)
                continue
            }
            let outcome = try await targets[index % targets.count].call(deadline: deadline)
            record.count(outcome, after: clock.now() - start)
        }
    }

    /// The number of the request that comes next.
    private final class NextRequest: Sendable {
        private let number = Atomic<Int>(0)

        func take() -> Int { number.add(1, ordering: .relaxed).oldValue }
    }
}
