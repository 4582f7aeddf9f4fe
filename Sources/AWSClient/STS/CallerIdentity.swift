import Reporting
import XML

/// Who AWS takes the user for.
public struct CallerIdentity: Sendable, Hashable {
    /// The account's number.
    public let account: String
    /// The user's or the assumed role's ARN.
    public let arn: String
    /// The unique id behind it.
    public let id: String
}

extension AWSSession {
    /// Asks STS; everybody with credentials may.
    /// - Throws: ``Failure`` with code `aws-unauthorized` or `aws-expired` when the credentials are not good.
    public func callerIdentity() async throws -> CallerIdentity {
        let result = try await sts.query("GetCallerIdentity")
        guard let account = result.value("Account"), let arn = result.value("Arn") else {
            throw Failure(.remoteRefused, "STS answered without an account")
        }
        return CallerIdentity(account: account, arn: arn, id: result.value("UserId") ?? "")
    }

    /// The same session as another role.
    /// - Parameters:
    ///   - arn: the role.
    ///   - externalID: what its trust policy may want to see.
    /// - Returns: a session whose calls are the role's.
    public func assuming(role arn: String, externalID: String? = nil) -> AWSSession {
        AWSSession(self, as: RoleOfSession(session: self, role: arn, externalID: externalID))
    }
}

/// A role that a session's own user takes on.
private struct RoleOfSession: AWSCredentialsSource {
    let session: AWSSession
    let role: String
    let externalID: String?

    func credentials() async throws -> AWSCredentials? {
        try await AssumedRole(arn: role, sessionName: nil, externalID: externalID, seconds: nil)
            .credentials(as: try await session.credentials(), with: session.caller, source: "role \(role)")
    }
}
