import AWSClient
import ArgumentParser
import FoundationEssentials

/// Who the user is for AWS, and in which region: as the aws CLI and the SDKs find it out, unless it is said here.
struct AWSOptions: ParsableArguments {
    @OptionGroup var identity: AWSIdentityOptions

    @Option(help: "The AWS region; without it AWS_REGION, AWS_DEFAULT_REGION, then the profile's.")
    var region: String?

    /// What the command line, the environment and the shared files say.
    func configuration() throws -> AWSConfiguration {
        try identity.configuration(region: try region.map { try AWSRegion($0, from: "--region") })
    }

    /// Opens a session, and closes its connections afterwards.
    func open<Result: Sendable>(_ body: (AWSSession) async throws -> Result) async throws -> Result {
        try await AWSSession.open(try configuration(), body)
    }
}

/// Who the user is for AWS, where the region is known otherwise.
struct AWSIdentityOptions: ParsableArguments {
    @Option(help: "A profile of AWS's shared files; without it the environment's keys, then AWS_PROFILE's.")
    var profile: String?

    /// What the command line, the environment and the shared files say.
    func configuration(region: AWSRegion? = nil) throws -> AWSConfiguration {
        try AWSConfiguration(
            environment: ProcessInfo.processInfo.environment, profile: profile, region: region)
    }
}
