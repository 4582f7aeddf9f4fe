import FoundationEssentials
import HTTPTransport
import Reporting

/// Somebody's way into AWS: who they are, which region, and every service.
public final class AWSSession: Sendable {
    /// What the environment and the shared files say.
    public let configuration: AWSConfiguration
    let caller: AWSCaller
    let identity: CredentialsCache
    private let regions: RegionSource
    /// What has to be closed at the end; nil for a sender of somebody else's.
    private let network: NetworkSender?

    /// Opens a session, gives it to `body`, and closes its connections afterwards.
    /// - Parameters:
    ///   - configuration: what the environment and the shared files say.
    ///   - runtime: clock, waits and dice.
    ///   - body: what to do with it.
    /// - Throws: ``Failure`` when a setting makes no sense, or what `body` throws.
    public static func open<Result: Sendable>(
        _ configuration: AWSConfiguration, runtime: AWSRuntime = AWSRuntime(),
        _ body: (AWSSession) async throws -> Result
    ) async throws -> Result {
        let session = try AWSSession(configuration, runtime: runtime)
        do {
            let result = try await body(session)
            await session.close()
            return result
        } catch {
            await session.close()
            throw error
        }
    }

    /// A session that has to be closed.
    /// - Parameters:
    ///   - configuration: what the environment and the shared files say.
    ///   - runtime: clock, waits and dice.
    /// - Throws: ``Failure`` when a setting makes no sense.
    public convenience init(_ configuration: AWSConfiguration, runtime: AWSRuntime = AWSRuntime()) throws(Failure) {
        // The calls themselves know what can be repeated; the transport does not.
        let once = Retries(RetryPolicy(attempts: 1, connectionAttempts: 1))
        let network = try NetworkSender(
            tls: try configuration.tls(), retries: once, proxies: try configuration.proxies())
        try self.init(configuration, sender: network, closing: network, runtime: runtime)
    }

    /// Closes the connections; the session can't be used afterwards.
    public func close() async { await network?.close() }

    /// - Parameters:
    ///   - configuration: what the environment and the shared files say.
    ///   - sender: what requests go through; it must not repeat them.
    ///   - runtime: clock, waits and dice.
    /// - Throws: ``Failure`` when a setting makes no sense.
    public convenience init(
        _ configuration: AWSConfiguration, sender: any HTTPSender, runtime: AWSRuntime = AWSRuntime()
    ) throws(Failure) {
        try self.init(configuration, sender: sender, closing: nil, runtime: runtime)
    }

    private init(
        _ configuration: AWSConfiguration, sender: any HTTPSender, closing network: NetworkSender?, runtime: AWSRuntime
    ) throws(Failure) {
        self.configuration = configuration
        self.network = network
        let caller = try AWSCaller(configuration, sender: sender, runtime: runtime)
        self.caller = caller
        regions = RegionSource(caller)
        identity = CredentialsCache(
            CredentialsChain(caller), missing: CredentialsChain.missing(configuration), now: { caller.now() })
    }

    /// The same settings and connections as somebody else.
    init(_ other: AWSSession, as source: any AWSCredentialsSource) {
        network = nil
        configuration = other.configuration
        caller = other.caller
        regions = other.regions
        let caller = other.caller
        identity = CredentialsCache(
            source, missing: CredentialsChain.missing(other.configuration), now: { caller.now() })
    }

    /// The region: of the command line, the environment, the profile, the machine itself when it is one of EC2's.
    /// - Throws: ``Failure`` with code `aws-region-missing`.
    public func region() async throws -> AWSRegion { try await regions.region() }

    /// The partition of the region.
    /// - Throws: ``Failure`` with code `aws-region-missing`.
    public func partition() async throws -> AWSPartition { try await region().partition }

    /// Who asks.
    /// - Throws: ``Failure`` with code `aws-unauthorized` when there are no credentials, or why they can't be had.
    public func credentials() async throws -> AWSCredentials { try await identity.current() }

    /// - Parameters:
    ///   - service: a service.
    ///   - region: where; nil for the session's region, found out by the first call.
    public func client(_ service: AWSService, in region: AWSRegion? = nil) -> AWSServiceClient {
        let regions = regions
        return AWSServiceClient(
            service, caller, as: identity,
            in: {
                if let region { return region }
                if case .only(let only) = service.reach { return AWSRegion(known: only) }
                return try await regions.region()
            })
    }

    public var sts: AWSServiceClient { client(.sts) }
    public var iam: AWSServiceClient { client(.iam) }
    public var ec2: AWSServiceClient { client(.ec2) }
    public var eks: AWSServiceClient { client(.eks) }
    public var ecr: AWSServiceClient { client(.ecr) }
    public var ecrPublic: AWSServiceClient { client(.ecrPublic) }
    public var ssm: AWSServiceClient { client(.ssm) }
    public var autoScaling: AWSServiceClient { client(.autoScaling) }
    public var serviceQuotas: AWSServiceClient { client(.serviceQuotas) }
}

extension AWSConfiguration {
    /// What is beside this program answers nobody else.
    private static let withoutProxy = "169.254.169.254,169.254.170.2,169.254.170.23,fd00:ec2::254,fd00:ec2::23"

    /// Which endpoints are reached through a proxy.
    fileprivate func proxies() throws(Failure) -> ProxySettings {
        var environment = environment
        let own = ["NO_PROXY", "no_proxy"].compactMap { environment[$0] }.first { !$0.isEmpty }
        environment["NO_PROXY"] = (own.map { $0 + "," } ?? "") + Self.withoutProxy
        return try ProxySettings(environment: environment)
    }

    /// How AWS's certificates are judged.
    fileprivate func tls() throws(Failure) -> TLSOptions {
        guard let path = setting("AWS_CA_BUNDLE", "ca_bundle") else { return TLSOptions() }
        let text = try SmallFile.require(path, for: "the certificates of AWS_CA_BUNDLE (ca_bundle in the profile)")
        return TLSOptions(authorities: Array(text.utf8))
    }
}
