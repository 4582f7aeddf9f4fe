import AWSClient
import FoundationEssentials
import Processes
import RawJSON
import Synchronization
import Testing

/// Roles that want a code of an MFA device.
extension IntegrationTests.AWSIdentities {
    private static let device = "arn:aws:iam::123456789012:mfa/me"

    /// A profile that wants a code, in a home of its own.
    private func withDevice(
        _ body: (_ environment: [String: String], _ folder: String) async throws -> Void
    ) async throws {
        try await withFolder { folder in
            let item = Case(
                name: "a role with a code",
                config: "[profile dev]\n" + Self.role + "source_profile = base\nmfa_serial = \(Self.device)\n"
                    + "external_id = xyz\nduration_seconds = 900\n",
                credentials: "[base]\n" + Self.keysA, environment: ["AWS_PROFILE": "dev"])
            try await body(try prepare(item, 0, in: folder, local: "127.0.0.1:1").environment, folder + "/0")
        }
    }

    @Test func aCodeIsAskedForOnceAndItsSessionKeptWhereTheCLIKeepsIt() async throws {
        try await withDevice { environment, home in
            let asked = Mutex<[String]>([])
            let runtime = AWSRuntime(mfaCode: { device in
                asked.withLock { $0.append(device) }
                return "123456"
            })
            func key() async throws -> AWSCredentials {
                try await AWSSession.open(try AWSConfiguration(environment: environment), runtime: runtime) {
                    try await $0.credentials()
                }
            }
            let first = try await key()
            let second = try await key()
            #expect(first.accessKeyID.hasPrefix("ASIA") && second.accessKeyID == first.accessKeyID)
            #expect(second.expiration != nil && second.source.contains("kept in"))
            let devices = asked.withLock { $0 }
            #expect(devices == [Self.device])

            let arguments: JSONValue = [
                "SerialNumber": .string(Self.device), "ExternalId": "xyz", "DurationSeconds": 900,
            ]
            let answers = try await Botocore.ask(
                "role-file", [["role": "arn:aws:iam::123456789012:role/lab", "arguments": arguments]])
            let name: String = try #require(answers[0]["name"]?.string)
            let file = home + "/.aws/cli/cache/" + name
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            // Sessions that are nearly over are no help.
            let end = (Date() + 60).formatted(.iso8601)
            let kept = try String(contentsOfFile: file, encoding: .utf8)
            var json = try JSONValue(parsing: kept.utf8, source: file)
            json[path: "Credentials", "Expiration"] = .string(end)
            try String(decoding: try json.encoded(), as: UTF8.self).write(to: file)
            _ = try await key()
            let count = asked.withLock { $0.count }
            #expect(count == 2)
        }
    }

    @Test func withoutATerminalTheCodeIsNotAskedFor() async throws {
        try await withDevice { environment, _ in
            for flags in [[], ["--no-input"]] {
                var variables = environment
                for name in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] { variables[name] = "" }
                let result = try await Mixarch.program(
                    ["nodegroup", "list", "lab"] + flags, environment: variables
                ).run()
                #expect(result.status == 69 && result.errors.contains(Self.device), "\(result.errors)")
                #expect(result.errors.contains("mixarch doctor --profile dev"), "\(result.errors)")
            }
        }
    }

    @Test func aTerminalIsAskedForTheCode() async throws {
        try await withDevice { environment, _ in
            var variables = environment
            for name in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] { variables[name] = "" }
            let binary = try #require(Mixarch.variable("MIXARCH_BINARY"))
            let script = """
                import os, pty, sys
                pid, terminal = pty.fork()
                if pid == 0:
                    os.execv(sys.argv[1], sys.argv[1:])
                seen, typed = b"", 0
                while True:
                    try:
                        seen += os.read(terminal, 1000)
                    except OSError:
                        break
                    if b"which is not shown:" in seen and not typed:
                        typed = os.write(terminal, b"246802\\n")
                sys.stdout.buffer.write(seen)
                sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
                """
            let typed = try await Program(
                "python3", ["-c", script, binary, "nodegroup", "list", "lab", "--format", "json"],
                environment: variables, deadline: .seconds(60)
            ).run()
            #expect(typed.status == 0, "\(typed.output) \(typed.errors)")
            #expect(typed.output.contains("the code of the MFA device \(Self.device), "), "\(typed.output)")
            #expect(typed.output.contains("\"nodeGroups\"") && !typed.output.contains("246802"), "\(typed.output)")
        }
    }
}
