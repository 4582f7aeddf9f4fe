import AWSClient
import FoundationEssentials
import Reporting
import Synchronization
import Testing

struct CredentialsCacheTests {
    /// Counts, and gives what it is told to.
    private final class Source: AWSCredentialsSource {
        private let answers: Mutex<[Result<AWSCredentials?, Failure>]>
        private let calls = Mutex(0)

        init(_ answers: [Result<AWSCredentials?, Failure>]) { self.answers = Mutex(answers) }

        var count: Int { calls.withLock { $0 } }

        func credentials() async throws -> AWSCredentials? {
            calls.withLock { $0 += 1 }
            await Task.yield()
            return try answers.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }.get()
        }
    }

    private final class Clock: Sendable {
        private let seconds = Mutex<TimeInterval>(0)
        var now: Date { Date(timeIntervalSince1970: seconds.withLock { $0 }) }
        func move(to value: TimeInterval) { seconds.withLock { $0 = value } }
    }

    private func credentials(_ id: String, until end: TimeInterval?) -> AWSCredentials {
        AWSCredentials(
            accessKeyID: id, secret: "s", expiration: end.map { Date(timeIntervalSince1970: $0) }, source: "a test")
    }

    private let missing = Failure(.awsUnauthorized, "nobody")

    @Test func manyCallersFetchOnce() async throws {
        let source = Source([.success(credentials("A", until: 3600)), .success(credentials("B", until: nil))])
        let clock = Clock()
        let cache = CredentialsCache(source, missing: missing, now: { clock.now })
        for (time, id, count) in [(0, "A", 1), (3299, "A", 1), (3301, "B", 2), (100_000, "B", 2)] {
            clock.move(to: TimeInterval(time))
            let ids = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<50 { group.addTask { try await cache.current().accessKeyID } }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(ids == [id] && source.count == count)
        }
    }

    @Test func oldOnesServeWhileNewOnesCantBeHad() async throws {
        let refusal = Failure(.awsExpired, "log in")
        let source = Source([.success(credentials("A", until: 3600)), .failure(refusal)])
        let clock = Clock()
        let cache = CredentialsCache(source, missing: missing, now: { clock.now })
        _ = try await cache.current()
        clock.move(to: 3500)
        #expect(try await cache.current().accessKeyID == "A")
        clock.move(to: 3580)
        await #expect { try await cache.current() } throws: { ($0 as? Failure)?.code == .awsExpired }
    }

    /// A program that gives what it has kept: asking at every call would give the same.
    @Test func thoseNearTheirEndServeForAWhile() async throws {
        let source = Source([.success(credentials("A", until: 200)), .success(credentials("B", until: 3600))])
        let clock = Clock()
        let cache = CredentialsCache(source, missing: missing, now: { clock.now })
        for (time, id, count) in [(0, "A", 1), (99, "A", 1), (101, "B", 2), (3299, "B", 2), (3301, "B", 3)] {
            clock.move(to: TimeInterval(time))
            #expect(try await cache.current().accessKeyID == id)
            #expect(source.count == count, "at \(time)")
        }
    }

    @Test func nobodyIsSaid() async {
        let cache = CredentialsCache(Source([.success(nil)]), missing: missing, now: { Date() })
        await #expect { try await cache.current() } throws: { ($0 as? Failure)?.message == "nobody" }
    }

    @Test func onlyTemporaryOnesAreAskedForAgain() async throws {
        let fixed = CredentialsCache(
            Source([.success(credentials("A", until: nil))]), missing: missing, now: { Date(timeIntervalSince1970: 0) })
        let known = try await fixed.current()
        #expect(await !fixed.forget(known))
        let temporary = CredentialsCache(
            Source([.success(credentials("A", until: 3600)), .success(credentials("B", until: 3600))]),
            missing: missing, now: { Date(timeIntervalSince1970: 0) })
        let old = try await temporary.current()
        #expect(await temporary.forget(old))
        let new = try await temporary.current()
        #expect(new.accessKeyID == "B")
        // The second of two who were refused: what was fetched for the first one stays.
        #expect(await temporary.forget(old))
        let same = try await temporary.current()
        #expect(same.accessKeyID == "B")
    }
}
