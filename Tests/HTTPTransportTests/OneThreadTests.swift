import Glibc
import HTTPTransport
import Testing

/// The thread that a few short questions share with their connections.
struct OneThreadTests {
    @Test func everyTaskRunsOnIt() async {
        let threads = await Task(executorPreference: NetworkSender.oneThread) {
            await withTaskGroup(of: String.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        await Task.yield()
                        return Self.threadName()
                    }
                }
                return await group.reduce(into: [Self.threadName()]) { $0.append($1) }
            }
        }.value
        #expect(threads.count == 21)
        #expect(Set(threads).count == 1)
        // As SwiftNIO names its threads: those of Swift's own pool would be another's.
        #expect(threads.first?.hasPrefix("NIO-") == true)
    }

    private static func threadName() -> String {
        guard let file = fopen("/proc/thread-self/comm", "r") else { return "" }
        defer { fclose(file) }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
            fgets(buffer.baseAddress, Int32(buffer.count), file).map { String(cString: $0) } ?? ""
        }
    }
}
