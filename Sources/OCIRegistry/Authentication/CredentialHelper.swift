import OCIModel
import Processes
import RawJSON
import Reporting

/// A program that keeps logins: `docker-credential-NAME`, as Docker runs it.
///
/// Source: docker/docker-credential-helpers, README.md, "Development".
struct CredentialHelper {
    let name: String

    /// - Parameter server: what the helper calls the registry.
    /// - Returns: the login; nil when the helper has none.
    /// - Throws: ``Failure`` with code `tool-missing`, or `tool-failed` when it answers nonsense.
    func credential(for server: String) async throws -> Credential? {
        let program = try program("get", Array(server.utf8))
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

    /// - Parameters:
    ///   - user: the user's name.
    ///   - secret: the password.
    ///   - server: what the helper calls the registry.
    /// - Throws: ``Failure`` with code `tool-missing`, or `tool-failed` when it does not keep it.
    func store(user: String, secret: String, for server: String) async throws {
        let json: JSONValue = ["ServerURL": .string(server), "Username": .string(user), "Secret": .string(secret)]
        try await change("store", try json.encoded(), server)
    }

    /// - Parameter server: what the helper calls the registry.
    /// - Throws: ``Failure`` with code `tool-missing`, or `tool-failed`.
    func erase(_ server: String) async throws {
        try await change("erase", Array(server.utf8), server)
    }

    private func change(_ verb: String, _ input: [UInt8], _ server: String) async throws {
        let program = try program(verb, input)
        let result = try await program.run()
        guard result.status == 0 else {
            throw Failure(
                .toolFailed, "\(program.executable) \(verb) failed for \(server) (status \(result.status))",
                hint: "Docker's settings name it as the place where logins are kept")
        }
    }

    private func program(_ verb: String, _ input: [UInt8]) throws(Failure) -> Program {
        guard !name.contains("/") else {
            throw Failure(.invalidInput, "the credential helper's name \"\(name)\" is no name of a program")
        }
        return Program("docker-credential-\(name)", [verb], input: input, deadline: .seconds(30))
    }
}
