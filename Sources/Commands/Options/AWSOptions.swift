import AWSClient
import ArgumentParser

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
        try await identity.open(try configuration(), body)
    }
}

/// Who the user is for AWS, where the region is known otherwise.
struct AWSIdentityOptions: ParsableArguments {
    @Option(help: "A profile of AWS's shared files; without it the environment's keys, then AWS_PROFILE's.")
    var profile: String?

    @Flag(help: "Never ask for the code of an MFA device; without a terminal nobody is asked anyway.")
    var noInput = false

    /// Opens a session, and closes its connections afterwards.
    func open<Result: Sendable>(
        _ configuration: AWSConfiguration, _ body: (AWSSession) async throws -> Result
    ) async throws -> Result {
        try await AWSSession.open(configuration, runtime: noInput ? AWSRuntime() : .asking, body)
    }

    /// What the command line, the environment and the shared files say.
    func configuration(region: AWSRegion? = nil) throws -> AWSConfiguration {
        try AWSConfiguration(
            environment: Environment.variables, profile: profile, region: region)
    }
}

extension AWSRuntime {
    /// Asks on the terminal for codes of MFA devices, where there is one.
    static let asking = AWSRuntime(mfaCode: { device in
        // A line of its own: progress goes on meanwhile.
        let question = "the code of the MFA device \(device), which is not shown:\n"
        return try SecretInput.hidden(asking: question)?.filter { !$0.isWhitespace }
    })
}
