import FoundationEssentials
import Reporting

/// How Prometheus knows who asks it, and how it is trusted. What it holds is never shown.
public struct MetricsAccess: Sendable, Hashable, CustomStringConvertible {
    /// Who asks.
    public enum Login: Sendable {
        case nobody
        /// By a token, as service accounts have it.
        case bearer(token: String)
        case basic(user: String, password: String)
    }

    /// The header's value; nil for none.
    let authorization: String?
    /// Certificate authorities in PEM, besides the system's; nil for none.
    let authorities: [UInt8]?

    /// - Parameters:
    ///   - login: who asks.
    ///   - authorities: certificate authorities in PEM, besides the system's.
    /// - Throws: ``Failure`` with code `usage` when a token or a name can't be sent.
    public init(_ login: Login = .nobody, authorities: [UInt8]? = nil) throws(Failure) {
        self.authorities = authorities
        switch login {
        case .nobody: authorization = nil
        case .bearer(let token):
            guard !token.isEmpty, token.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
                throw Failure(
                    .usage, "Prometheus' token is none: it is empty, or has spaces or other signs in it",
                    hint: "the file, or MIXARCH_PROMETHEUS_TOKEN, has to hold the token alone")
            }
            authorization = "Bearer \(token)"
        case .basic(let user, let password):
            guard !user.isEmpty, !user.contains(":") else {
                throw Failure(
                    .usage, "a login at Prometheus needs a name without colons", hint: "--prometheus-user NAME")
            }
            authorization = "Basic \(Data("\(user):\(password)".utf8).base64EncodedString())"
        }
    }

    public var description: String { authorization == nil ? "nobody" : "somebody" }
}
