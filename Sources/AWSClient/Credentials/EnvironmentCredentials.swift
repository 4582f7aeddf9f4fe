import Reporting

/// `AWS_ACCESS_KEY_ID` and the others.
struct EnvironmentCredentials: AWSCredentialsSource {
    let configuration: AWSConfiguration

    func credentials() async throws -> AWSCredentials? {
        guard let id = configuration.setting("AWS_ACCESS_KEY_ID", nil) else { return nil }
        guard let secret = configuration.setting("AWS_SECRET_ACCESS_KEY", nil) else {
            throw Failure(
                .awsUnauthorized, "AWS_ACCESS_KEY_ID is set, and AWS_SECRET_ACCESS_KEY is not",
                hint: "set both, or neither")
        }
        return AWSCredentials(
            accessKeyID: id, secret: secret,
            sessionToken: configuration.setting("AWS_SESSION_TOKEN", nil)
                ?? configuration.setting("AWS_SECURITY_TOKEN", nil),
            accountID: configuration.setting("AWS_ACCOUNT_ID", nil), source: "the environment")
    }
}
