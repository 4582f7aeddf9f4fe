/// One thing that happened during a long operation, for people to watch.
public enum ProgressEvent: Sendable, Equatable {
    /// A step began: `id` is unique within the operation.
    case started(id: String, title: String)
    /// A step went on: `completed` of `total` (nil when unknown), in bytes or items.
    case advanced(id: String, completed: Int64, total: Int64?)
    /// A step ended well; `detail` says with what result.
    case finished(id: String, detail: String)
    /// A step ended badly.
    case failed(id: String, detail: String)
    /// Something to know, that changes nothing.
    case note(String)
    /// Something to know, that may matter.
    case warning(String)
    /// A line that a program run by mixarch printed.
    case output(id: String, line: String)
}

/// Receives progress; implementations must return quickly.
public protocol ProgressReporter: Sendable {
    /// - Parameter event: what happened.
    func report(_ event: ProgressEvent)
}

/// Drops every event.
public struct SilentProgress: ProgressReporter {
    public init() {}
    public func report(_ event: ProgressEvent) {}
}
