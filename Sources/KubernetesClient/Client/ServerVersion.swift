import RawJSON
import Reporting

/// A Kubernetes version as far as features depend on it.
public struct ServerVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let major: Int
    public let minor: Int

    /// - Parameters:
    ///   - major: 1 of 1.24.
    ///   - minor: 24 of 1.24.
    public init(major: Int, minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// - Parameter text: `v1.20.2`, `v1.23.17-eks-0a21954`; nil when it is none.
    public init?(_ text: String) {
        let parts = text.drop { $0 == "v" }.split(separator: ".")
        guard parts.count >= 2, let major = Int(parts[0]), let minor = Int(parts[1].prefix { $0.isNumber }) else {
            return nil
        }
        self.init(major: major, minor: minor)
    }

    public var description: String { "\(major).\(minor)" }

    public static func < (left: Self, right: Self) -> Bool { (left.major, left.minor) < (right.major, right.minor) }
}

extension KubernetesClient {
    /// The API server's version (API: /version).
    /// - Throws: ``Failure`` when the cluster does not answer, or with something else.
    public func version() async throws -> ServerVersion {
        let answer = try await json(APIRequest("GET", "/version"), to: "ask for the cluster's version")
        guard let text = answer["gitVersion"]?.string, let version = ServerVersion(text) else {
            throw Failure(
                .remoteRefused, "\(connection.server) answers, but not as a Kubernetes API server",
                hint: "the address comes from \(connection.origin)")
        }
        return version
    }
}
