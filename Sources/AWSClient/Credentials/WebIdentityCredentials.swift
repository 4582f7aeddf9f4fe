import Reporting

/// A role for who has a token of another identity provider: IAM roles for service accounts, for one.
struct WebIdentityCredentials: AWSCredentialsSource {
    let caller: AWSCaller
    let profile: String
    let readsEnvironment: Bool

    func credentials() async throws -> AWSCredentials? {
        guard let path = setting("AWS_WEB_IDENTITY_TOKEN_FILE", "web_identity_token_file") else { return nil }
        guard let role = setting("AWS_ROLE_ARN", "role_arn") else {
            throw Failure(
                .awsUnauthorized, "there is a web identity's token (\(path)), and no role for it",
                hint: "set AWS_ROLE_ARN, or role_arn in the profile")
        }
        let token = try SmallFile.require(path, for: "the web identity's token")
        return try await AssumedRole(
            arn: role, sessionName: setting("AWS_ROLE_SESSION_NAME", "role_session_name"), externalID: nil, seconds: nil
        ).credentials(
            webIdentity: String(token[...].trimmed), with: caller, source: "role \(role) (web identity \(path))")
    }

    private func setting(_ variable: String, _ key: String) -> String? {
        let value = readsEnvironment ? caller.configuration.environment[variable] : nil
        return [value, caller.configuration.profiles[profile]?.values[key]].compactMap(\.self).first { !$0.isEmpty }
    }
}
