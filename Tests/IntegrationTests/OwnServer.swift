import FoundationEssentials
import Processes
import Testing

/// Servers of a test's own, from the lab's scripts: they end with the test.
enum OwnServer {
    /// - Parameters:
    ///   - folder: the test's scratch folder.
    ///   - options: of `lab/faults/registry`.
    ///   - body: gets the registry's address.
    static func registry<Result: Sendable>(
        in folder: String, _ options: [String] = [], _ body: (String) async throws -> Result
    ) async throws -> Result {
        let name = folder + "/registry-" + UUID().uuidString
        return try await serve(
            Program(Mixarch.checkout + "/lab/faults/registry", [name + ".port", name] + options), name + ".port", body)
    }

    /// - Parameters:
    ///   - address: the registry behind the proxy.
    ///   - folder: the test's scratch folder.
    ///   - rules: what goes wrong, as `lab/faults/proxy.py` has it.
    ///   - body: gets the proxy's address.
    static func proxy<Result: Sendable>(
        before address: String, in folder: String, _ rules: [String], _ body: (String) async throws -> Result
    ) async throws -> Result {
        let port = folder + "/proxy-" + UUID().uuidString
        let program = Program(
            "python3",
            [
                Mixarch.checkout + "/lab/faults/proxy.py", "--upstream", address, "--port-file", port, "--log",
                folder + "/proxy.log",
            ] + rules)
        return try await serve(program, port, body)
    }

    /// - Parameters:
    ///   - folder: the test's scratch folder, with `key.pem` and `certificate.pem`; the scopes go to `tokens.log`.
    ///   - login: the one name and password that are known, with a colon between them.
    ///   - options: further ones of `lab/faults/tokens.py`.
    ///   - body: gets the token server's address.
    static func tokens<Result: Sendable>(
        in folder: String, login: String, _ options: [String] = [], _ body: (String) async throws -> Result
    ) async throws -> Result {
        let program = Program(
            "python3",
            [
                Mixarch.checkout + "/lab/faults/tokens.py", "--port-file", folder + "/tokens.port", "--key",
                folder + "/key.pem", "--certificate", folder + "/certificate.pem", "--login", login, "--log",
                folder + "/tokens.log",
            ] + options)
        return try await serve(program, folder + "/tokens.port", body)
    }

    /// - Parameters:
    ///   - folder: the test's scratch folder; the addresses go to `tunnel.log`.
    ///   - login: the one name and password that are known, with a colon between them.
    ///   - body: gets the address of a proxy that connects.
    static func tunnel<Result: Sendable>(
        in folder: String, login: String, _ body: (String) async throws -> Result
    ) async throws -> Result {
        let program = Program(
            "python3",
            [
                Mixarch.checkout + "/lab/faults/tunnel.py", "--port-file", folder + "/tunnel.port", "--login", login,
                "--log", folder + "/tunnel.log",
            ])
        return try await serve(program, folder + "/tunnel.port", body)
    }

    /// - Parameters:
    ///   - folder: the test's scratch folder; the log goes to `aws.log`.
    ///   - body: gets the address of `lab/faults/aws.py`.
    static func aws<Result: Sendable>(in folder: String, _ body: (String) async throws -> Result) async throws -> Result
    {
        let port = folder + "/aws-" + UUID().uuidString
        let program = Program(
            "python3",
            [Mixarch.checkout + "/lab/faults/aws.py", "--port-file", port, "--log", folder + "/aws.log"])
        return try await serve(program, port, body)
    }

    /// - Parameters:
    ///   - folder: what it reads lies in `metrics` there.
    ///   - body: gets Prometheus' address.
    static func prometheus<Result: Sendable>(
        in folder: String, _ body: (String) async throws -> Result
    ) async throws -> Result {
        let port = folder + "/prometheus.port"
        return try await serve(Program(Mixarch.checkout + "/lab/faults/prometheus", [port, folder]), port, body)
    }

    private static func serve<Result: Sendable>(
        _ program: Program, _ portFile: String, _ body: (String) async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                let result = try await program.run()
                if Task.isCancelled { return }
                Issue.record("\(program.executable) ended (\(result.status)): \(result.errors.suffix(1000))")
            }
            defer { group.cancelAll() }
            for _ in 0..<400 {
                if let port = try? String(contentsOfFile: portFile, encoding: .utf8) {
                    return try await body("127.0.0.1:" + port.filter(\.isNumber))
                }
                try await Task.sleep(for: .milliseconds(50))
            }
            throw ServerError(program: program.executable)
        }
    }

    struct ServerError: Error { let program: String }
}

/// A registry read without mixarch.
enum RegistryJudge {
    /// The status of a request for a manifest.
    static func status(_ reference: String, at address: String) async throws -> String {
        let place = reference.replacing(":", with: "/manifests/")
        let types = "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json"
        let answer = try await Command.run(
            "curl", "--silent", "--output", "/dev/null", "--write-out", "%{http_code}", "--header", "Accept: \(types)",
            "http://\(address)/v2/\(place)")
        return answer.output.filter { !$0.isWhitespace }
    }

    /// Reads every manifest and blob; skopeo checks their digests.
    static func readsWhole(_ reference: String, at address: String, in folder: String) async throws {
        let copy = folder + "/judge-" + UUID().uuidString
        let result = try await Command.run(
            "skopeo", "--insecure-policy", "copy", "--quiet", "--all", "--src-tls-verify=false",
            "docker://\(address)/\(reference)", "oci:\(copy):judged")
        #expect(result.status == 0, "\(result.errors)")
    }

    /// The manifest or index as the registry sends it.
    static func document(_ reference: String) async throws -> String {
        let result = try await Command.run(
            "skopeo", "inspect", "--tls-verify=false", "--raw", "docker://\(reference)")
        #expect(result.status == 0, "\(result.errors)")
        return result.output
    }
}
