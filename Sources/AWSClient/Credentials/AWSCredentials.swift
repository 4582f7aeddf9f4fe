import FoundationEssentials

/// An access key, with a session token where it is temporary. Its description never shows a secret.
public struct AWSCredentials: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The access key's id, which is no secret.
    public let accessKeyID: String
    package let secret: String
    package let sessionToken: String?
    /// When they end; nil for never, or when nobody says.
    public let expiration: Date?
    /// The account they belong to, where the source says so.
    public let accountID: String?
    /// Where they come from, in words: `the environment`, `profile "dev" (SSO)`.
    public let source: String

    /// - Parameters:
    ///   - accessKeyID: the access key's id.
    ///   - secret: the secret access key.
    ///   - sessionToken: the session token of temporary ones.
    ///   - expiration: when they end.
    ///   - accountID: the account they belong to.
    ///   - source: where they come from, in words.
    public init(
        accessKeyID: String, secret: String, sessionToken: String? = nil, expiration: Date? = nil,
        accountID: String? = nil, source: String
    ) {
        self.accessKeyID = accessKeyID
        self.secret = secret
        self.sessionToken = sessionToken
        self.expiration = expiration
        self.accountID = accountID
        self.source = source
    }

    public var description: String { "access key \(accessKeyID) of \(source)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["accessKeyID": accessKeyID, "source": source]) }
}

/// Knows who the user is for AWS.
public protocol AWSCredentialsSource: Sendable {
    /// - Returns: credentials; nil when this source has none, so that the next one is asked.
    /// - Throws: ``Failure`` when it is meant to have some and they can't be had.
    func credentials() async throws -> AWSCredentials?
}
