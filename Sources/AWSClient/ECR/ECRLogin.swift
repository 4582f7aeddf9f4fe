import FoundationEssentials
import RawJSON
import Reporting

/// A name and a password for a registry of ECR's, good for some hours. Its description never shows the password.
public struct ECRLogin: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// `AWS`.
    public let user: String
    /// The password.
    public let secret: String
    /// When it ends.
    public let expiration: Date

    public var description: String { "the login of \(user) until \(AWSTime.extended(expiration))" }
    public var customMirror: Mirror { Mirror(self, children: ["user": user, "expiration": expiration]) }

    init(_ data: JSONValue?) throws(Failure) {
        guard let token = data?["authorizationToken"]?.string, let decoded = Data(base64Encoded: token),
            let colon = decoded.firstIndex(of: UInt8(ascii: ":"))
        else { throw Failure(.remoteRefused, "ECR answered without a login") }
        user = String(decoding: decoded[..<colon], as: UTF8.self)
        secret = String(decoding: decoded[(colon + 1)...], as: UTF8.self)
        let end: Double? =
            switch data?["expiresAt"] {
            case .integer(let seconds): Double(seconds)
            case .number(let seconds): seconds
            default: nil
            }
        expiration = end.map { Date(timeIntervalSince1970: $0) } ?? Self.end(of: secret) ?? .distantPast
    }

    /// When a password of ECR's ends, which it says itself.
    /// - Parameter secret: a password that was kept.
    /// - Returns: nil when it is none of ECR's.
    public static func end(of secret: String) -> Date? {
        guard let data = Data(base64Encoded: secret), let json = try? JSONValue(parsing: data, source: ""),
            json["payload"] != nil, let seconds = json["expiration"]?.integer
        else { return nil }
        return Date(timeIntervalSince1970: TimeInterval(seconds))
    }
}
