import Dispatch
import Glibc

/// Ctrl-C and SIGTERM: the first asks the command to stop in order, the second ends it.
struct Interruption {
    private let sources: [any DispatchSourceSignal]

    /// - Parameter onFirst: called at the first signal.
    /// - Returns: the watch, until ``stop()``.
    static func watch(onFirst: @escaping @Sendable () -> Void) -> Interruption {
        let queue = DispatchQueue(label: "mixarch.signals")
        let seen = Counter()
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                seen.count += 1
                if seen.count == 1 { onFirst() } else { _exit(130) }
            }
            source.resume()
            return source
        }
        return Interruption(sources: sources)
    }

    func stop() {
        for source in sources { source.cancel() }
    }

    /// Used on the signal queue alone.
    private final class Counter: @unchecked Sendable { var count = 0 }
}
