import Reporting

/// A place in a Dockerfile, both numbers counted from 1; columns are counted in Unicode scalars.
public struct SourcePosition: Hashable, Sendable, CustomStringConvertible {
    public let line: Int
    public let column: Int

    /// - Parameters:
    ///   - line: counted from 1.
    ///   - column: counted from 1, in Unicode scalars.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    public var description: String { "\(line):\(column)" }

    func advanced(by columns: Int) -> SourcePosition { SourcePosition(line: line, column: column + columns) }
}

extension Failure.Code {
    /// A Dockerfile makes no sense.
    public static let invalidDockerfile = Self("invalid-dockerfile", .input)
}
