import HTTPTransport
import RawJSON
import Reporting

/// The endpoint beside a container: of ECS, and of EKS Pod Identity.
///
/// Source: AWS SDKs and Tools Reference Guide, "Container credential provider".
package struct ContainerCredentials: AWSCredentialsSource {
    let caller: AWSCaller

    private static let ecsHost = "http://169.254.170.2"
    /// Where a token may be sent without encryption: it does not leave the machine.
    private static let trustedHosts: Set<String> = [
        "169.254.170.2", "169.254.170.23", "[fd00:ec2::23]", "localhost", "[::1]",
    ]

    private func variable(_ name: String) -> String? {
        caller.configuration.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    package func credentials() async throws -> AWSCredentials? {
        let url: String
        if let path = variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") {
            url = Self.ecsHost + (path.hasPrefix("/") ? "" : "/") + path
        } else if let full = variable("AWS_CONTAINER_CREDENTIALS_FULL_URI") {
            guard Self.isTrusted(full) else {
                throw Failure(
                    .awsUnauthorized,
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI names a host that must not see the token: "
                        + "\(RedactedURL(full))",
                    hint: "it is https, or http on this machine, 169.254.170.2 or 169.254.170.23")
            }
            url = full
        } else {
            return nil
        }
        var request = HTTPRequest("GET", url, headers: ["Accept": "application/json"], deadline: .seconds(2))
        request.headers["Authorization"] = try token()
        let source = "the container's credentials endpoint \(RedactedURL(url))"
        let answer = try await LocalEndpoint(caller: caller).fetch(request, attempts: 3)
        guard answer.isSuccess else {
            let document = CredentialsDocument(json: (try? answer.json(source: source)) ?? [:])
            _ = try document.credentials(tokenName: "Token", source: source)
            throw Failure(.awsUnauthorized, "\(source) answered with status \(answer.status)")
        }
        return try CredentialsDocument(json: try answer.json(source: source))
            .credentials(tokenName: "Token", source: source)
    }

    /// Read each time: a file's token changes.
    private func token() throws(Failure) -> String? {
        var token = variable("AWS_CONTAINER_AUTHORIZATION_TOKEN")
        if let path = variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") {
            token = String(try SmallFile.require(path, for: "the container's authorization token")[...].trimmed)
        }
        guard let token else { return nil }
        guard !token.unicodeScalars.contains(where: { $0 == "\r" || $0 == "\n" }) else {
            throw Failure(.awsUnauthorized, "the container's authorization token has more than one line")
        }
        return token
    }

    /// - Parameter url: what the environment names.
    /// - Returns: whether a token may be sent there.
    package static func isTrusted(_ url: String) -> Bool {
        guard let origin = URLReference.origin(of: url)?.lowercased() else { return false }
        if origin.hasPrefix("https://") { return true }
        guard origin.hasPrefix("http://"), !origin.contains("@") else { return false }
        let authority = origin.dropFirst("http://".count)
        let host =
            authority.hasPrefix("[")
            ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        let isLoopback = numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
        return isLoopback || trustedHosts.contains(String(host))
    }
}
