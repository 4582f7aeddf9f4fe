import Reporting

/// A place in a Dockerfile, both numbers counted from 1.
public struct SourcePosition: Hashable, Sendable, CustomStringConvertible {
    public let line: Int
    public let column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    public var description: String { "\(line):\(column)" }
}

extension Failure.Code {
    /// A Dockerfile makes no sense.
    public static let invalidDockerfile = Self("invalid-dockerfile", .input)
}
