/// The one error type of mixarch: what failed, where, and what to do next.
///
/// Libraries throw it with a code of their own (an extension of ``Code``); only `Commands` turns a code's
/// kind into an exit status. A message never holds a secret.
public struct Failure: Error, Sendable, CustomStringConvertible {
    /// What kind of failure this is, for programs.
    public let code: Code
    /// One sentence: what failed, and where.
    public let message: String
    /// What the user can do about it, or nil when there is nothing to suggest.
    public let hint: String?
    /// The failure underneath, when there is one.
    public let cause: (any Error)?

    /// - Parameters:
    ///   - code: what kind of failure this is.
    ///   - message: one sentence, naming the place (file and line, host, object).
    ///   - hint: what to do next.
    ///   - cause: the failure underneath.
    public init(_ code: Code, _ message: String, hint: String? = nil, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
        self.cause = cause
    }

    public var description: String {
        hint.map { "\(message)\n  \($0)" } ?? message
    }
}

extension Failure {
    /// A stable, extensible name of a failure: `extension Failure.Code { static let … }` in each library.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The name in JSON output, such as `manifest-unknown`.
        public let name: String
        /// The class of failures that it belongs to; decides the exit status.
        public let kind: Kind

        /// - Parameters:
        ///   - name: lower case words joined by hyphens.
        ///   - kind: the class of failures that it belongs to.
        public init(_ name: String, _ kind: Kind) {
            self.name = name
            self.kind = kind
        }

        public var description: String { name }
    }

    /// The classes of failures, one for each exit status.
    public enum Kind: Sendable {
        /// The answer is "no": a check failed, a platform is missing, a shift was rolled back.
        case negative
        /// Wrong usage of the command line or of a settings file.
        case usage
        /// An input can't be read or makes no sense.
        case input
        /// A remote can't be reached, or refused.
        case remote
        /// A bug of ours.
        case bug
    }
}

extension Failure.Code {
    /// A check's answer is "no".
    public static let refused = Self("refused", .negative)
    /// The command line or a setting is wrong.
    public static let usage = Self("usage", .usage)
    /// A file or folder can't be read.
    public static let unreadableInput = Self("unreadable-input", .input)
    /// An input was read, and makes no sense.
    public static let invalidInput = Self("invalid-input", .input)
    /// A remote did not answer.
    public static let unreachable = Self("unreachable", .remote)
    /// A remote answered "no".
    public static let remoteRefused = Self("remote-refused", .remote)
    /// A deadline passed.
    public static let timedOut = Self("timed-out", .remote)
    /// A program that mixarch needs is missing or failed.
    public static let toolFailed = Self("tool-failed", .remote)
    /// Something that can't happen happened.
    public static let bug = Self("bug", .bug)
}
