import Glibc

/// Ctrl-C and SIGTERM: the first asks the command to stop in order, the second ends it.
enum Interruption {
    /// Counts the signals that came and were not looked at yet: the only thing that a handler may touch here.
    nonisolated(unsafe) private static let arrived: UnsafeMutablePointer<sem_t> = {
        let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
        sem_init(semaphore, 0, 0)
        return semaphore
    }()

    /// Keeps signals from ending the process from now on; they wait for ``watch(onFirst:)``. The programs that it starts
    /// are not changed by that.
    static func prepare() {
        _ = arrived
        for number in [SIGINT, SIGTERM] { signal(number) { _ in sem_post(Interruption.arrived) } }
    }

    /// Keeps the calling thread, which has nothing else to do: an event source would need two threads of its own, which a
    /// short command takes longer to start than to read its command line.
    /// - Parameter onFirst: called at the first signal.
    static func watch(onFirst: () -> Void) -> Never {
        waitForOne()
        onFirst()
        waitForOne()
        _exit(130)
    }

    private static func waitForOne() {
        while sem_wait(arrived) != 0 {}
    }
}
