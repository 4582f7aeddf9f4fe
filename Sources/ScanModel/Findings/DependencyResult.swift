/// What is known of one declared dependency.
public struct DependencyResult: Codable, Sendable, Hashable {
    /// The answer for a dependency.
    public enum Status: String, Codable, Sendable {
        /// This version works on the target.
        case ok
        /// A later version works on the target.
        case upgrade
        /// No version works on the target.
        case unsupported
        /// The version can't be told, or nothing is known of the package.
        case unknown
    }

    /// The package registry's kind, such as `maven`.
    public let ecosystem: String
    /// The name there, such as `org.rocksdb:rocksdbjni`.
    public let name: String
    /// The version, when it could be told.
    public let version: String?
    /// The file that declares it.
    public let file: String
    /// The line, from 1.
    public let line: Int?
    /// The answer.
    public let status: Status
    /// The first version that works on the target, when that is known.
    public let minimum: String?

    /// - Parameters:
    ///   - ecosystem: the package registry's kind.
    ///   - name: the name there.
    ///   - version: the version, when it could be told.
    ///   - file: the file that declares it.
    ///   - line: the line, from 1.
    ///   - status: the answer.
    ///   - minimum: the first version that works on the target.
    public init(
        ecosystem: String, name: String, version: String?, file: String, line: Int?, status: Status, minimum: String?
    ) {
        self.ecosystem = ecosystem
        self.name = name
        self.version = version
        self.file = file
        self.line = line
        self.status = status
        self.minimum = minimum
    }
}

extension DependencyResult: Comparable {
    /// By file, line, name and version.
    public static func < (left: Self, right: Self) -> Bool {
        (left.file, left.line ?? 0, left.ecosystem, left.name, left.version ?? "")
            < (right.file, right.line ?? 0, right.ecosystem, right.name, right.version ?? "")
    }
}
