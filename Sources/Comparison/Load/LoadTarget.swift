/// Something that requests can be sent to.
public protocol LoadTarget: Sendable {
    /// Sends one request and reads the whole answer.
    /// - Parameter deadline: how long it may take.
    /// - Throws: `CancellationError`, and nothing else.
    func call(deadline: Duration) async throws -> CallOutcome
}

/// How a request ended.
public enum CallOutcome: Sendable, Hashable {
    /// An answer came whole, with this status.
    case answered(status: Int)
    /// No answer within the deadline.
    case timedOut
    /// No answer: why, in a few words that are the same for the same cause.
    case failed(String)

    /// The kind of error that it is, in words; nil for a good answer.
    var error: String? {
        switch self {
        case .answered(let status): (200..<400).contains(status) ? nil : "status \(status)"
        case .timedOut: "no answer in time"
        case .failed(let words): words
        }
    }

    /// Whether the time until it is a time that a client waited for an answer. What is refused at once is none, and
    /// would make a server look quick.
    var isTimed: Bool {
        if case .failed = self { false } else { true }
    }
}
