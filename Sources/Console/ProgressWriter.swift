import Glibc
import Reporting
import Synchronization

/// Shows progress on standard error.
public final class ProgressWriter: ProgressReporter {
    private let lines: Mutex<ProgressLines>
    private let start = ContinuousClock.now
    private let ticker: Mutex<Task<Void, Never>?> = Mutex(nil)

    /// - Parameters:
    ///   - terminal: standard error.
    ///   - isVerbose: whether the lines of programs that mixarch runs are shown as they come.
    public init(terminal: Terminal, isVerbose: Bool) {
        lines = Mutex(ProgressLines(terminal: terminal, isVerbose: isVerbose))
        let task = Task.detached { [weak self] in
            while !Task.isCancelled {
                try? await Task.sleep(for: .milliseconds(250))
                guard let self else { return }
                self.tick()
            }
        }
        ticker.withLock { $0 = task }
    }

    deinit { ticker.withLock { $0?.cancel() } }

    public func report(_ event: ProgressEvent) {
        let elapsed = ContinuousClock.now - start
        // Written under the lock, so that lines never mix.
        lines.withLock { StandardStreams.writeError($0.lines(for: event, at: elapsed)) }
    }

    private func tick() {
        let elapsed = ContinuousClock.now - start
        lines.withLock { StandardStreams.writeError($0.waiting(at: elapsed)) }
    }
}
