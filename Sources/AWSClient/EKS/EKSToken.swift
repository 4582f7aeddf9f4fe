import FoundationEssentials
import HTTPTransport
import Reporting

/// What an EKS cluster takes for a bearer token: the presigned address of a question to STS, who asks.
///
/// Source: `aws eks get-token` of the aws CLI and `aws-iam-authenticator`, "How does it work?".
public struct EKSToken: Sendable, CustomStringConvertible, CustomReflectable {
    /// The token.
    public let value: String
    /// When a new one is needed.
    public let expiration: Date

    public var description: String { "a token until \(AWSTime.extended(expiration))" }
    public var customMirror: Mirror { Mirror(self, children: ["expiration": expiration]) }

    private static let prefix = "k8s-aws-v1."
    /// The address has to be used within a minute; the API server honours the token for fifteen.
    private static let addressSeconds = 60
    private static let lifetime: TimeInterval = 14 * 60

    /// - Parameters:
    ///   - cluster: the cluster's name.
    ///   - endpoint: where STS is.
    ///   - credentials: who asks.
    ///   - time: now.
    package init(cluster: String, at endpoint: AWSEndpoint, as credentials: AWSCredentials, time: Date) {
        let request = SignableRequest(
            "GET", scheme: endpoint.scheme, host: endpoint.host, path: endpoint.basePath + "/",
            query: [("Action", "GetCallerIdentity"), ("Version", "2011-06-15")], headers: ["x-k8s-aws-id": cluster])
        let signed = SignatureV4(
            credentials: credentials, region: endpoint.signingRegion, service: "sts", time: time
        ).presigned(request, expiringAfter: Self.addressSeconds)
        let encoded = Data(signed.url.utf8).base64EncodedString()
            .map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 }.filter { $0 != "=" }
        value = Self.prefix + String(encoded)
        expiration = time + Self.lifetime
    }
}

extension AWSSession {
    /// - Parameter cluster: an EKS cluster's name, or the id that it was given.
    /// - Returns: a token for it; nothing is sent.
    /// - Throws: ``Failure`` when there are no credentials or no region.
    public func token(forCluster cluster: String) async throws -> EKSToken {
        let credentials = try await credentials()
        let endpoint = try caller.configuration.resolvedEndpoint(of: .sts, in: try await region())
        return EKSToken(cluster: cluster, at: endpoint, as: credentials, time: caller.now())
    }
}
