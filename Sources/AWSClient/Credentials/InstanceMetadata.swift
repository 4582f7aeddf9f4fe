import HTTPTransport
import RawJSON
import Reporting

/// What an EC2 machine knows of itself (IMDS, version 2; version 1 where nothing else is spoken).
///
/// Source: EC2 User Guide, "Use the Instance Metadata Service"; SDKs' settings from the reference guide, "IMDS credential
/// provider".
struct InstanceMetadata: Sendable {
    private let caller: AWSCaller
    private let isEnabled: Bool
    private let allowsVersion1: Bool
    private let endpoint: String
    private let deadline: Duration
    private let attempts: Int

    init(_ caller: AWSCaller) {
        self.caller = caller
        let configuration = caller.configuration
        isEnabled = !configuration.flag("AWS_EC2_METADATA_DISABLED", nil)
        allowsVersion1 = !configuration.flag("AWS_EC2_METADATA_V1_DISABLED", "ec2_metadata_v1_disabled")
        let mode = configuration.setting("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ec2_metadata_service_endpoint_mode")
        let usual = mode?.lowercased() == "ipv6" ? "http://[fd00:ec2::254]" : "http://169.254.169.254"
        let given = configuration.setting("AWS_EC2_METADATA_SERVICE_ENDPOINT", "ec2_metadata_service_endpoint")
        let address = given ?? usual
        endpoint = address.hasSuffix("/") ? String(address.dropLast()) : address
        // A laptop has nobody there, and its user waits for no longer than this.
        let seconds = configuration.setting("AWS_METADATA_SERVICE_TIMEOUT", "metadata_service_timeout")
        deadline = .seconds(min(60, max(0.1, seconds.flatMap(Double.init) ?? 1)))
        let number = configuration.setting("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "metadata_service_num_attempts")
        attempts = min(10, max(1, number.flatMap(Int.init) ?? 1))
    }

    /// - Parameter path: below `/latest/meta-data`.
    /// - Returns: what the machine says; nil when there is nobody to say it, or nothing to say.
    func text(_ path: String) async throws -> String? {
        guard isEnabled else { return nil }
        do {
            var headers: HTTPHeaders = [:]
            let token = HTTPRequest(
                "PUT", "\(endpoint)/latest/api/token", headers: ["X-aws-ec2-metadata-token-ttl-seconds": "21600"],
                deadline: deadline)
            let answer = try await LocalEndpoint(caller: caller).fetch(token, attempts: attempts)
            if answer.isSuccess {
                headers["X-aws-ec2-metadata-token"] = String(decoding: answer.body, as: UTF8.self)
            } else if !allowsVersion1 || ![403, 404, 405].contains(answer.status) {
                return nil
            }
            let request = HTTPRequest(
                "GET", "\(endpoint)/latest/meta-data\(path)", headers: headers, deadline: deadline)
            let found = try await LocalEndpoint(caller: caller).fetch(request, attempts: attempts)
            return found.isSuccess ? String(decoding: found.body, as: UTF8.self) : nil
        } catch is Failure {
            return nil
        }
    }
}

/// The role of an EC2 machine.
struct InstanceCredentials: AWSCredentialsSource {
    private static let path = "/iam/security-credentials/"
    let metadata: InstanceMetadata

    func credentials() async throws -> AWSCredentials? {
        guard let roles = try await metadata.text(Self.path),
            let role = roles.split(whereSeparator: \.isNewline).first?.trimmed, !role.isEmpty,
            let text = try await metadata.text(Self.path + URLReference.encode(String(role)))
        else { return nil }
        let source = "this machine's role \(role)"
        let json = try JSONValue(parsing: text.utf8, source: source)
        return try CredentialsDocument(json: json).credentials(tokenName: "Token", source: source)
    }
}
