import OCIModel
import Processes
import RawJSON
import Reporting

/// A program that keeps logins: `docker-credential-NAME get`, as Docker runs it.
///
/// Source: docker/docker-credential-helpers, README.md, "Development".
struct CredentialHelper {
    let name: String

    /// - Parameter server: what the helper calls the registry.
    /// - Returns: the login; nil when the helper has none.
    /// - Throws: ``Failure`` with code `tool-missing`, or `tool-failed` when it answers nonsense.
    func credential(for server: String) async throws -> Credential? {
        guard !name.contains("/") else {
            throw Failure(.invalidInput, "the credential helper's name \"\(name)\" is no name of a program")
        }
        let program = Program(
            "docker-credential-\(name)", ["get"], input: Array(server.utf8), deadline: .seconds(30))
        let result = try await program.run()
        // Helpers end with 1 when they know no such server; what they print then is for people.
        guard result.status == 0 else { return nil }
        // What it printed holds the secret: it is no part of any message.
        guard let json = try? JSONValue(parsing: result.output.utf8, source: program.executable),
            let user = json["Username"]?.string, let secret = json["Secret"]?.string
        else {
            throw Failure(.toolFailed, "\(program.executable) gave an answer for \(server) that makes no sense")
        }
        if secret.isEmpty { return nil }
        return user == "<token>" ? .identityToken(secret) : .password(user: user, secret: secret)
    }
}
