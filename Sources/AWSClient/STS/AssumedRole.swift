import FoundationEssentials
import Reporting
import XML

/// A role that is taken on for a while.
struct AssumedRole: Sendable {
    let arn: String
    let sessionName: String?
    let externalID: String?
    let seconds: Int?
    /// The serial number or ARN of the MFA device whose code is wanted; nil for none.
    var device: String?

    /// - Parameters:
    ///   - base: who takes it on.
    ///   - caller: makes the call.
    ///   - code: what the MFA device shows.
    ///   - source: where the credentials come from, in words.
    func credentials(
        as base: AWSCredentials, with caller: AWSCaller, code: String? = nil, source: String
    ) async throws -> AWSCredentials {
        var form: QueryForm = ["RoleArn": arn, "RoleSessionName": Self.name(sessionName, caller)]
        form.add("ExternalId", externalID)
        form.add("DurationSeconds", seconds.map(String.init))
        form.add("SerialNumber", device)
        form.add("TokenCode", code)
        let identity = CredentialsCache(
            FixedCredentials(known: base), missing: Failure(.bug, "no credentials"), now: { caller.now() })
        let client = AWSServiceClient(.sts, caller, as: identity, in: region(caller))
        return try Self.read(try await client.query("AssumeRole", form), source)
    }

    /// As ``credentials(as:with:source:)``, for who shows another provider's token instead of a signature.
    func credentials(
        webIdentity token: String, with caller: AWSCaller, source: String
    ) async throws -> AWSCredentials {
        let form: QueryForm = [
            "RoleArn": arn, "RoleSessionName": Self.name(sessionName, caller), "WebIdentityToken": token,
        ]
        let client = AWSServiceClient(.sts, caller, as: nil, in: region(caller))
        return try Self.read(try await client.query("AssumeRoleWithWebIdentity", form), source)
    }

    /// STS has every region; without one, that of the role's partition which is always on.
    private func region(_ caller: AWSCaller) -> @Sendable () async throws -> AWSRegion {
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
        let partition = parts.count > 1 ? AWSPartition(rawValue: String(parts[1])) ?? .aws : .aws
        return { try caller.configuration.region() ?? AWSRegion(known: partition.globalRegion) }
    }

    private static func name(_ given: String?, _ caller: AWSCaller) -> String {
        given ?? "mixarch-\(Int(caller.now().timeIntervalSince1970))"
    }

    private static func read(_ result: XMLElement, _ source: String) throws(Failure) -> AWSCredentials {
        guard let found = result.child("Credentials"), let id = found.value("AccessKeyId"),
            let secret = found.value("SecretAccessKey")
        else { throw Failure(.remoteRefused, "STS answered without credentials") }
        let account = result.child("AssumedRoleUser")?.value("Arn")?.split(separator: ":").dropFirst(3).first
        return AWSCredentials(
            accessKeyID: id, secret: secret, sessionToken: found.value("SessionToken"),
            expiration: found.value("Expiration").flatMap(AWSTime.parse), accountID: account.map(String.init),
            source: source)
    }
}

/// Credentials that are known already.
struct FixedCredentials: AWSCredentialsSource {
    let known: AWSCredentials
    func credentials() async throws -> AWSCredentials? { known }
}
