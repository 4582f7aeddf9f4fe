import Reporting

/// Asks one source after the other, in the SDKs' order.
struct CredentialsChain: AWSCredentialsSource {
    private let sources: [any AWSCredentialsSource]

    init(_ caller: AWSCaller) {
        let configuration = caller.configuration
        let profile = ProfileCredentials(
            caller: caller, profile: configuration.profileName, readsEnvironment: !configuration.isProfileExplicit)
        let environment = EnvironmentCredentials(configuration: configuration)
        let machine: [any AWSCredentialsSource] = [
            ContainerCredentials(caller: caller), InstanceCredentials(metadata: InstanceMetadata(caller)),
        ]
        // Who names a profile means it.
        sources = (configuration.isProfileExplicit ? [profile] : [environment, profile]) + machine
    }

    func credentials() async throws -> AWSCredentials? {
        for source in sources {
            if let found = try await source.credentials() { return found }
        }
        return nil
    }

    /// What to say when nobody knows.
    static func missing(_ configuration: AWSConfiguration) -> Failure {
        Failure(
            .awsUnauthorized,
            "there are no AWS credentials: not in the environment, not in profile "
                + "\"\(configuration.profileName)\" of \(configuration.configPath) and \(configuration.credentialsPath), "
                + "and this machine has no role",
            hint: "run: aws configure sso, or aws configure; or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and "
                + "AWS_SECRET_ACCESS_KEY")
    }
}
