import Glibc
import HTTPTransport
import Testing

/// The thread that a few short questions share with their connections.
struct OneThreadTests {
    @Test func everyTaskRunsOnIt() async throws {
        let threads = try await NetworkSender.onOneThread {
            await withTaskGroup(of: pthread_t.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        await Task.yield()
                        return pthread_self()
                    }
                }
                return await group.reduce(into: [pthread_self()]) { $0.append($1) }
            }
        }
        #expect(threads.count == 21)
        #expect(Set(threads).count == 1)
    }

    @Test func aMistakeIsPassedOn() async throws {
        await #expect(throws: CancellationError.self) {
            try await NetworkSender.onOneThread { throw CancellationError() }
        }
    }
}
