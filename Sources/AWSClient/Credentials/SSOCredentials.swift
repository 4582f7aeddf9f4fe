import Crypto
import FoundationEssentials
import HTTPTransport
import RawJSON
import Reporting

/// A role by IAM Identity Center, with the token that `aws sso login` left.
///
/// Source: AWS SDKs and Tools Reference Guide, "IAM Identity Center credential provider".
struct SSOCredentials: AWSCredentialsSource {
    let caller: AWSCaller
    let profile: String

    func credentials() async throws -> AWSCredentials? {
        let values = caller.configuration.profiles[profile]?.values ?? [:]
        // These two say that the profile wants a role; a profile without them wants a token for something else.
        guard values["sso_account_id"] != nil || values["sso_role_name"] != nil else { return nil }
        let session = try session(values)
        let account = try required("sso_account_id", values)
        let role = try required("sso_role_name", values)
        let token = try await SSOToken(session: session, profile: profile, caller: caller).current()
        let request = SignableRequest(
            "GET", host: "", path: "/federation/credentials", query: [("account_id", account), ("role_name", role)],
            headers: ["x-amz-sso_bearer_token": token])
        do {
            let answer = try await caller.call(.sso, "GetRoleCredentials", in: session.region, request, as: nil)
            return try Self.read(
                try answer.json(source: "SSO"), account: account, source: "profile \"\(profile)\" (SSO)")
        } catch let failure as Failure where failure.aws?.status == 401 {
            throw SSOToken.loginNeeded(profile, "IAM Identity Center does not accept the token any more")
        }
    }

    /// Where a profile's token comes from.
    struct Session: Sendable {
        /// The session's name; nil for profiles of the older form, which have the address themselves.
        let name: String?
        let startURL: String
        let region: AWSRegion
    }

    private func session(_ values: [String: String]) throws(Failure) -> Session {
        var whole = values
        if let name = values["sso_session"] {
            guard let section = caller.configuration.sessions[name] else {
                throw unusable("names the sso_session \"\(name)\", which does not exist")
            }
            for key in ["sso_region", "sso_start_url"] {
                if let own = values[key], let shared = section.values[key], own != shared {
                    throw unusable("has another \(key) than its sso_session \"\(name)\"")
                }
                whole[key] = section.values[key] ?? values[key]
            }
        }
        return Session(
            name: values["sso_session"], startURL: try required("sso_start_url", whole),
            region: try AWSRegion(
                try required("sso_region", whole), from: "the sso_region of profile \"\(profile)\""))
    }

    private func required(_ key: String, _ values: [String: String]) throws(Failure) -> String {
        guard let value = values[key], !value.isEmpty else { throw unusable("has no \(key)") }
        return value
    }

    private func unusable(_ reason: String) -> Failure {
        Failure(
            .awsUnauthorized, "AWS profile \"\(profile)\" \(reason) (\(caller.configuration.configPath))",
            hint: "run: aws configure sso --profile \(profile)")
    }

    private static func read(_ json: JSONValue, account: String, source: String) throws(Failure) -> AWSCredentials {
        let found = json["roleCredentials"]
        guard let id = found?["accessKeyId"]?.string, let secret = found?["secretAccessKey"]?.string else {
            throw Failure(.remoteRefused, "IAM Identity Center answered without credentials")
        }
        let end = found?["expiration"]?.integer
        return AWSCredentials(
            accessKeyID: id, secret: secret, sessionToken: found?["sessionToken"]?.string,
            expiration: end.map { Date(timeIntervalSince1970: TimeInterval($0) / 1000) }, accountID: account,
            source: source)
    }
}
