import Crypto
import FoundationEssentials
import HTTPTransport
import RawJSON
import Reporting

/// The token that `aws sso login` left in a file; renewed where the session allows it.
struct SSOToken {
    /// Renewed this long before its end, as the SDKs do.
    private static let early: TimeInterval = 15 * 60

    let session: SSOCredentials.Session
    let profile: String
    let caller: AWSCaller

    /// `~/.aws/sso/cache/SHA1.json`, of the session's name or, in the older form, its address.
    var path: String {
        let digest = Insecure.SHA1.hash(data: Array((session.name ?? session.startURL).utf8))
        let home = caller.configuration.environment["HOME"] ?? ""
        return "\(home)/.aws/sso/cache/\(SignatureV4.hex(Array(digest))).json"
    }

    /// - Returns: a token that is good now.
    /// - Throws: ``Failure`` with code `aws-expired`, saying how to log in.
    func current() async throws -> String {
        guard let text = try SmallFile.read(path),
            let json = try? JSONValue(parsing: text.utf8, source: path), let token = json["accessToken"]?.string,
            let end = json["expiresAt"]?.string.flatMap(AWSTime.parse)
        else { throw Self.loginNeeded(profile, "there is no login of IAM Identity Center") }
        let left = end.timeIntervalSince(caller.now())
        if left > Self.early { return token }
        if session.name != nil, let renewed = try await renewed(json) { return renewed }
        guard left > 0 else { throw Self.loginNeeded(profile, "the login of IAM Identity Center has expired") }
        return token
    }

    static func loginNeeded(_ profile: String, _ reason: String) -> Failure {
        Failure(
            .awsExpired, "\(reason) (AWS profile \"\(profile)\")", hint: "run: aws sso login --profile \(profile)")
    }

    /// - Returns: a new token; nil when this login can't be renewed.
    private func renewed(_ json: JSONValue) async throws -> String? {
        guard let refresh = json["refreshToken"]?.string, let client = json["clientId"]?.string,
            let secret = json["clientSecret"]?.string,
            let end = json["registrationExpiresAt"]?.string.flatMap(AWSTime.parse), end > caller.now()
        else { return nil }
        let body: JSONValue = [
            "grantType": "refresh_token", "clientId": .string(client), "clientSecret": .string(secret),
            "refreshToken": .string(refresh),
        ]
        let request = SignableRequest(
            "POST", host: "", path: "/token", headers: ["Content-Type": "application/json"], body: try body.encoded())
        guard
            let answer = try? await caller.call(.ssoTokens, "CreateToken", in: session.region, request, as: nil),
            let new = try? answer.json(source: "SSO"), let token = new["accessToken"]?.string
        else { return nil }
        var whole = json
        whole["accessToken"] = .string(token)
        whole["refreshToken"] = new["refreshToken"] ?? json["refreshToken"]
        whole["expiresAt"] = .string(
            AWSTime.extended(caller.now() + TimeInterval(new["expiresIn"]?.integer ?? 3600)))
        // The old refresh token may be used up: the next program needs the new one.
        try PrivateFile.write(try whole.encoded(), to: path)
        return token
    }
}
