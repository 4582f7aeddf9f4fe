import Reporting

/// Shows warnings and nothing else: what people who want no progress still have to know.
public struct WarningsOnly: ProgressReporter {
    public init() {}

    public func report(_ event: ProgressEvent) {
        guard case .warning(let text) = event else { return }
        StandardStreams.writeError(["warning: " + text])
    }
}
