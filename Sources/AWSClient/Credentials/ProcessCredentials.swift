import Processes
import RawJSON
import Reporting

/// A program that gives credentials (`credential_process`).
///
/// Source: AWS SDKs and Tools Reference Guide, "Process credential provider".
struct ProcessCredentials: AWSCredentialsSource {
    let configuration: AWSConfiguration
    let profile: String

    func credentials() async throws -> AWSCredentials? {
        guard let command = configuration.profiles[profile]?.values["credential_process"], !command.isEmpty else {
            return nil
        }
        let source = "the credential_process of profile \"\(profile)\""
        guard let words = ShellWords.split(command), let executable = words.first else {
            throw Failure(.awsUnauthorized, "\(source) is no command line (\(configuration.configPath))")
        }
        let result = try await Program(executable, Array(words.dropFirst()), deadline: .seconds(60)).run()
        // What it printed may be secret: it is no part of any message.
        guard result.status == 0 else {
            throw Failure(
                .awsUnauthorized, "\(source) failed (exit status \(result.status))", hint: "try it: \(executable)")
        }
        guard let json = try? JSONValue(parsing: result.output.utf8, source: source) else {
            throw Failure(.awsUnauthorized, "\(source) did not print JSON")
        }
        guard json["Version"]?.integer == 1 else {
            throw Failure(.awsUnauthorized, "\(source) printed a Version that is not 1")
        }
        return try CredentialsDocument(json: json).credentials(tokenName: "SessionToken", source: source)
    }
}
