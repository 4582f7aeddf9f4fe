import Comparison
import Synchronization
import Testing

/// Time that passes only when somebody waits, or when a server takes its time.
private final class SteppedTime: Sendable {
    private let value = Mutex(Duration.zero)

    var clock: LoadClock {
        LoadClock(now: { self.value.withLock { $0 } }, sleep: { until in self.value.withLock { $0 = max($0, until) } })
    }

    var now: Duration { value.withLock { $0 } }

    func pass(_ time: Duration) { value.withLock { $0 += time } }
}

/// A server that takes a millisecond for each request, and much longer for one of them.
private final class Server: LoadTarget {
    private let time: SteppedTime
    private let stall: (index: Int, length: Duration)?
    private let outcome: CallOutcome
    private let calls = Atomic<Int>(0)

    init(
        _ time: SteppedTime, stall: (index: Int, length: Duration)? = nil, outcome: CallOutcome = .answered(status: 200)
    ) {
        self.time = time
        self.stall = stall
        self.outcome = outcome
    }

    var count: Int { calls.load(ordering: .relaxed) }

    func call(deadline: Duration) async throws -> CallOutcome {
        let index = calls.add(1, ordering: .relaxed).oldValue
        let length = stall?.index == index ? stall?.length ?? .zero : .milliseconds(1)
        time.pass(min(length, deadline))
        return length > deadline ? .timedOut : outcome
    }
}

@Suite struct LoadGeneratorTests {
    private func run(
        _ schedule: LoadSchedule, _ time: SteppedTime, _ servers: [Server], deadline: Duration = .seconds(10)
    ) async throws -> RoundRecord {
        try await LoadGenerator(connections: 1, deadline: deadline, clock: time.clock).run(schedule, at: servers)
    }

    @Test func aSteadyServerIsSteady() async throws {
        let time = SteppedTime()
        let record = try await run(LoadSchedule(rate: 100, duration: .seconds(1), limit: 1000), time, [Server(time)])
        #expect(record.requests == 100)
        #expect(record.successes == 100)
        #expect(record.latencies.milliseconds(at: 100) == 1)
        #expect(record.throughput == 100)
        #expect(record.ownDelay.milliseconds(at: 100) == 0)
    }

    /// One request of a hundred stalls for half a second. The forty-nine that should have been sent meanwhile waited,
    /// too: a generator that sends the next one only after the answer would call ninety-nine of a hundred quick.
    @Test func aStallIsFeltByAllThatCameMeanwhile() async throws {
        let time = SteppedTime()
        let server = Server(time, stall: (index: 10, length: .milliseconds(500)))
        let record = try await run(LoadSchedule(rate: 100, duration: .seconds(1), limit: 1000), time, [server])
        #expect(record.requests == 100)
        let median = try #require(record.latencies.milliseconds(at: 50))
        let p90 = try #require(record.latencies.milliseconds(at: 90))
        #expect(median > 1, "nearly half of the requests met the stall")
        #expect((350...460).contains(p90), "p90 is \(p90) ms")
        #expect(try #require(record.latencies.milliseconds(at: 100)) >= 499)
    }

    @Test func aServerThatStaysAwayEndsTheRoundInTime() async throws {
        let time = SteppedTime()
        let server = Server(time, stall: (index: 0, length: .seconds(60)))
        let record = try await run(
            LoadSchedule(rate: 10, duration: .seconds(1), limit: 1000), time, [server], deadline: .seconds(2))
        #expect(record.requests == 10)
        #expect(record.errors["no answer in time"] == 1)
        // The deadline of the last request is 3 s after the beginning: after 2 s the others are sent, late.
        #expect(record.successes == 9)
        #expect(time.now <= .seconds(3))

        let slow = SteppedTime()
        let late = try await run(
            LoadSchedule(rate: 10, duration: .seconds(1), limit: 1000), slow, [SlowServer(slow)], deadline: .seconds(1))
        #expect(late.requests == 10, "what could not be sent is counted")
        #expect(late.errors["not sent in time"] == 7)
        #expect(try #require(late.latencies.milliseconds(at: 50)) > 1000)
    }

    private func run(
        _ schedule: LoadSchedule, _ time: SteppedTime, _ servers: [any LoadTarget], deadline: Duration
    ) async throws -> RoundRecord {
        try await LoadGenerator(connections: 1, deadline: deadline, clock: time.clock).run(schedule, at: servers)
    }

    /// Takes 0.9 s for everything.
    private final class SlowServer: LoadTarget {
        private let time: SteppedTime
        init(_ time: SteppedTime) { self.time = time }
        func call(deadline: Duration) async throws -> CallOutcome {
            time.pass(.milliseconds(900))
            return .answered(status: 200)
        }
    }

    @Test func podsTakeTurns() async throws {
        let time = SteppedTime()
        let servers = [Server(time), Server(time), Server(time)]
        _ = try await run(LoadSchedule(rate: 100, duration: .seconds(1), limit: 30), time, servers)
        #expect(servers.map(\.count) == [10, 10, 10])
    }

    @Test func errorsAreCountedByKindAndRefusalsAreNoTimes() async throws {
        let time = SteppedTime()
        let servers = [
            Server(time, outcome: .answered(status: 500)), Server(time, outcome: .failed("connection refused")),
            Server(time, outcome: .answered(status: 302)),
        ]
        let record = try await run(LoadSchedule(rate: 100, duration: .seconds(1), limit: 30), time, servers)
        #expect(record.errors == ["status 500": 10, "connection refused": 10])
        #expect(record.latencies.count == 20)
        #expect(record.successes == 10)
    }

    @Test func severalConnectionsShareOneSchedule() async throws {
        let time = SteppedTime()
        let server = Server(time)
        let record = try await LoadGenerator(connections: 8, deadline: .seconds(1), clock: time.clock)
            .run(LoadSchedule(rate: 1000, duration: .seconds(1), limit: 500), at: [server])
        #expect(record.requests == 500)
        #expect(server.count == 500)
    }

    @Test(arguments: [
        (rate: 50.0, seconds: 10, limit: 1_000_000, count: 500), (rate: 0.5, seconds: 3, limit: 10, count: 2),
        (rate: 1000, seconds: 60, limit: 100, count: 100), (rate: 1, seconds: 0, limit: 10, count: 0),
    ])
    func schedulesAreBounded(rate: Double, seconds: Int, limit: Int, count: Int) {
        let schedule = LoadSchedule(rate: rate, duration: .seconds(seconds), limit: limit)
        #expect(schedule.count == count)
        #expect(schedule.start(of: 0) == .zero)
        #expect(schedule.start(of: 3) == .seconds(3 / rate))
    }
}
