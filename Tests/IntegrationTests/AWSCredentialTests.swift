import AWSClient
import FoundationEssentials
import Processes
import RawJSON
import Reporting
import Synchronization
import Testing

extension IntegrationTests {
    /// Whom the environment and the shared files make the user: the same as botocore says, and what it has not.
    @Suite(.serialized) struct AWSIdentities {
        /// Files, and variables of the environment; AWS itself is moto, and `lab/faults/aws.py`.
        private struct Case: Sendable, CustomTestStringConvertible {
            let name: String
            var config = ""
            var credentials = ""
            var files: [String: String] = [:]
            var environment: [String: String] = [:]
            var profile: String?
            /// The key's id, where it is no role's; nil for nobody, or an error.
            var winner: String?
            /// A key that STS made up.
            var isRole = false

            var testDescription: String { name }
        }

        private static let keysA = "aws_access_key_id = AKIDA\naws_secret_access_key = sa\n"
        private static let keysB = "aws_access_key_id = AKIDB\naws_secret_access_key = sb\naws_session_token = tb\n"
        private static let environmentKeys = ["AWS_ACCESS_KEY_ID": "AKIDENV", "AWS_SECRET_ACCESS_KEY": "se"]
        private static let role = "role_arn = arn:aws:iam::123456789012:role/lab\n"
        private static let sso = """
            sso_account_id = 123456789012
            sso_role_name = lab
            sso_session = corp
            [sso-session corp]
            sso_region = us-east-1
            sso_start_url = https://corp.awsapps.com/start

            """

        private static func program(_ name: String, _ end: String? = nil) -> String {
            let expiration = end.map { ",\"Expiration\":\"\($0)\"" } ?? ""
            return """
                #!/bin/sh
                echo '{"Version":1,"AccessKeyId":"'"${1:-\(name)}"'","SecretAccessKey":"sp","SessionToken":"tp"\(expiration)}'

                """
        }

        private static func token(_ access: String, _ seconds: TimeInterval, refresh: String? = nil) -> String {
            func time(_ seconds: TimeInterval) -> String { (Date() + seconds).formatted(.iso8601) }
            let renewal =
                refresh.map {
                    ",\"refreshToken\":\"\($0)\",\"clientId\":\"c\",\"clientSecret\":\"s\","
                        + "\"registrationExpiresAt\":\"\(time(86_400))\""
                } ?? ""
            return
                "{\"accessToken\":\"\(access)\",\"expiresAt\":\"\(time(seconds))\",\"region\":\"us-east-1\"\(renewal)}"
        }

        /// SHA-1 of the session's name, and of the older form's address.
        private static let session = ".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json"
        private static let address = ".aws/sso/cache/a51746d4aa793ae07b25e90c3a5db96fc7832bd7.json"

        private static let cases: [Case] = [
            Case(name: "nobody", winner: nil),
            Case(name: "the environment", environment: environmentKeys, winner: "AKIDENV"),
            Case(
                name: "the environment before files", credentials: "[default]\n" + keysA, environment: environmentKeys,
                winner: "AKIDENV"),
            Case(
                name: "half of an environment", credentials: "[default]\n" + keysA,
                environment: ["AWS_ACCESS_KEY_ID": "AKIDENV"], winner: nil),
            Case(
                name: "an empty variable counts as not set", credentials: "[default]\n" + keysA,
                environment: ["AWS_ACCESS_KEY_ID": ""], winner: "AKIDA"),
            Case(name: "credentials", credentials: "[default]\n" + keysB, winner: "AKIDB"),
            Case(
                name: "credentials before config", config: "[default]\n" + keysA, credentials: "[default]\n" + keysB,
                winner: "AKIDB"),
            Case(name: "config", config: "[default]\n" + keysA, winner: "AKIDA"),
            Case(name: "half a profile", credentials: "[default]\naws_access_key_id = AKIDA\n", winner: nil),
            Case(
                name: "AWS_PROFILE", credentials: "[default]\n" + keysA + "[dev]\n" + keysB,
                environment: ["AWS_PROFILE": "dev"], winner: "AKIDB"),
            Case(
                name: "AWS_PROFILE does not undo the environment's keys", credentials: "[dev]\n" + keysB,
                environment: environmentKeys.merging(["AWS_PROFILE": "dev"]) { $1 }, winner: "AKIDENV"),
            Case(
                name: "a named profile does", credentials: "[dev]\n" + keysB, environment: environmentKeys,
                profile: "dev", winner: "AKIDB"),
            Case(name: "a profile of config alone", config: "[profile dev]\n" + keysA, profile: "dev", winner: "AKIDA"),
            Case(
                name: "config needs the word profile", config: "[dev]\n" + keysA,
                environment: ["AWS_PROFILE": "dev"], winner: nil),
            Case(name: "no such profile", environment: ["AWS_PROFILE": "dev"], winner: nil),
            Case(
                name: "credential_process", config: "[default]\ncredential_process = HOME/keys 'AKID SPACE'\n",
                files: ["keys": program("AKIDP")], winner: "AKID SPACE"),
            Case(
                name: "credential_process before config's keys",
                config: "[default]\n" + keysA + "credential_process = HOME/keys\n", files: ["keys": program("AKIDP")],
                winner: "AKIDP"),
            Case(
                name: "credentials before credential_process", config: "[default]\ncredential_process = HOME/keys\n",
                credentials: "[default]\n" + keysA, files: ["keys": program("AKIDP")], winner: "AKIDA"),
            Case(
                name: "credential_process with an end", config: "[default]\ncredential_process = HOME/keys\n",
                files: ["keys": program("AKIDP", "2999-01-01T00:00:00Z")], winner: "AKIDP"),
            Case(
                name: "credential_process that fails", config: "[default]\ncredential_process = HOME/keys\n",
                files: ["keys": "#!/bin/sh\necho '{}'; exit 3\n"], winner: nil),
            Case(
                name: "credential_process of another version", config: "[default]\ncredential_process = HOME/keys\n",
                files: ["keys": "#!/bin/sh\necho '{\"Version\":2}'\n"], winner: nil),
            Case(
                name: "a role by source_profile",
                config: "[default]\n" + role + "source_profile = base\nexternal_id = xyz\nduration_seconds = 900\n",
                credentials: "[base]\n" + keysA, isRole: true),
            Case(
                name: "a role before keys", config: "[default]\n" + role + "source_profile = base\n",
                credentials: "[default]\n" + keysB + "[base]\n" + keysA, isRole: true),
            Case(
                name: "a role of a role",
                config: "[default]\n" + role + "source_profile = middle\n[profile middle]\n" + role
                    + "source_profile = base\n", credentials: "[base]\n" + keysA, isRole: true),
            Case(
                name: "a profile that is its own source",
                config: "[default]\n" + role + "source_profile = default\n" + keysA,
                isRole: true),
            Case(
                name: "a circle",
                config: "[default]\n" + role + "source_profile = b\n[profile b]\n" + role
                    + "source_profile = default\n",
                winner: nil),
            Case(name: "its own source without keys", config: "[default]\n" + role + "source_profile = default\n"),
            Case(name: "a source that is missing", config: "[default]\n" + role + "source_profile = base\n"),
            Case(
                name: "a source without keys", config: "[default]\n" + role + "source_profile = b\n[profile b]\na = b\n"
            ),
            Case(name: "a role without a source", config: "[default]\n" + role),
            Case(
                name: "a role with two sources",
                config: "[default]\n" + role + "source_profile = base\ncredential_source = Environment\n",
                credentials: "[base]\n" + keysA),
            Case(
                name: "credential_source Environment",
                config: "[profile dev]\n" + role + "credential_source = Environment\n", environment: environmentKeys,
                profile: "dev", isRole: true),
            Case(
                name: "credential_source EcsContainer",
                config: "[default]\n" + role + "credential_source = EcsContainer\n",
                environment: [
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI": "LOCAL/container",
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN": "lab-token",
                ], isRole: true),
            Case(
                name: "credential_source Ec2InstanceMetadata",
                config: "[default]\n" + role + "credential_source = Ec2InstanceMetadata\n",
                environment: [
                    "AWS_EC2_METADATA_SERVICE_ENDPOINT": "LOCAL/imds/", "AWS_EC2_METADATA_DISABLED": "false",
                ], isRole: true),
            Case(name: "a session of aws login", config: "[default]\nlogin_session = arn:aws:iam::1:user/me\n"),
            Case(name: "an unknown credential_source", config: "[default]\n" + role + "credential_source = Nowhere\n"),
            Case(
                name: "a source with a program",
                config: "[default]\n" + role + "source_profile = b\n[profile b]\ncredential_process = HOME/keys\n",
                files: ["keys": program("AKIDP")], isRole: true),
            Case(
                name: "web identity of the environment", files: ["token": "a.b.c\n"],
                environment: [
                    "AWS_WEB_IDENTITY_TOKEN_FILE": "HOME/token", "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/web",
                    "AWS_ROLE_SESSION_NAME": "pod",
                ], isRole: true),
            Case(
                name: "web identity of a profile",
                config: "[default]\n" + role + "web_identity_token_file = HOME/token\n", files: ["token": "a.b.c"],
                isRole: true),
            Case(
                name: "web identity before keys", credentials: "[default]\n" + keysA, files: ["token": "a.b.c"],
                environment: [
                    "AWS_WEB_IDENTITY_TOKEN_FILE": "HOME/token", "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/web",
                ], isRole: true),
            Case(
                name: "web identity without a token",
                environment: [
                    "AWS_WEB_IDENTITY_TOKEN_FILE": "HOME/token", "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/web",
                ]),
            Case(
                name: "SSO", config: "[default]\n" + sso, files: [session: token("good-token", 3600)], winner: "ASIASSO"
            ),
            Case(
                name: "SSO in its older form",
                config: """
                    [default]
                    sso_account_id = 123456789012
                    sso_role_name = lab
                    sso_region = us-east-1
                    sso_start_url = https://corp.awsapps.com/start

                    """, files: [address: token("good-token", 3600)], winner: "ASIASSO"),
            Case(name: "SSO that is over", config: "[default]\n" + sso, files: [session: token("good-token", -60)]),
            Case(name: "SSO without a login", config: "[default]\n" + sso),
            Case(name: "SSO that is not accepted", config: "[default]\n" + sso, files: [session: token("bad", 3600)]),
            Case(
                name: "SSO that is renewed", config: "[default]\n" + sso,
                files: [session: token("old", -60, refresh: "good-refresh")], winner: "ASIASSO"),
            Case(
                name: "SSO that can't be renewed", config: "[default]\n" + sso,
                files: [session: token("old", -60, refresh: "bad")]),
            Case(
                name: "SSO before credentials", config: "[default]\n" + sso, credentials: "[default]\n" + keysA,
                files: [session: token("good-token", 3600)], winner: "ASIASSO"),
            Case(
                name: "SSO without its session",
                config: "[default]\nsso_account_id = 1\nsso_role_name = a\nsso_session = corp\n"),
            Case(
                name: "a container",
                environment: [
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI": "LOCAL/container",
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN": "lab-token",
                ], winner: "ASIACONTAINER"),
            Case(
                name: "a pod's identity", files: ["token": "lab-token"],
                environment: [
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI": "LOCAL/container",
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "HOME/token",
                ], winner: "ASIACONTAINER"),
            Case(
                name: "a container with a wrong token",
                environment: [
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI": "LOCAL/container", "AWS_CONTAINER_AUTHORIZATION_TOKEN": "x",
                ]),
            Case(
                name: "a container elsewhere",
                environment: ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://192.0.2.1/container"]),
            Case(
                name: "files before a container", credentials: "[default]\n" + keysA,
                environment: [
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI": "LOCAL/container",
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN": "lab-token",
                ], winner: "AKIDA"),
            Case(
                name: "a machine",
                environment: [
                    "AWS_EC2_METADATA_SERVICE_ENDPOINT": "LOCAL/imds/", "AWS_EC2_METADATA_DISABLED": "false",
                ], winner: "ASIAMACHINE"),
            Case(
                name: "a machine of the first version",
                environment: [
                    "AWS_EC2_METADATA_SERVICE_ENDPOINT": "LOCAL/imds1/", "AWS_EC2_METADATA_DISABLED": "false",
                ], winner: "ASIAMACHINE"),
            Case(
                name: "a machine of the first version, which is not wanted",
                environment: [
                    "AWS_EC2_METADATA_SERVICE_ENDPOINT": "LOCAL/imds1/", "AWS_EC2_METADATA_DISABLED": "false",
                    "AWS_EC2_METADATA_V1_DISABLED": "true",
                ]),
            Case(
                name: "a machine that is not asked",
                environment: ["AWS_EC2_METADATA_SERVICE_ENDPOINT": "LOCAL/imds/", "AWS_EC2_METADATA_DISABLED": "true"]),
        ]

        private struct Prepared {
            let environment: [String: String]
            let profile: String?
        }

        /// Writes a case's files into a home of its own.
        private func prepare(_ item: Case, _ number: Int, in folder: String, local: String) throws -> Prepared {
            let home = "\(folder)/\(number)"
            func filled(_ text: String) -> String {
                text.replacing("HOME", with: home).replacing("LOCAL", with: "http://\(local)")
            }
            try filled(item.config).write(to: home + "/.aws/config")
            try item.credentials.write(to: home + "/.aws/credentials")
            for (name, text) in item.files {
                try text.write(to: "\(home)/\(name)")
                try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: "\(home)/\(name)")
            }
            var environment = [
                "HOME": home, "PATH": "/usr/bin:/bin", "AWS_DEFAULT_REGION": "us-west-2",
                "AWS_EC2_METADATA_DISABLED": "true", "AWS_ENDPOINT_URL_SSO": "http://\(local)/sso",
                "AWS_ENDPOINT_URL_SSO_OIDC": "http://\(local)/sso",
            ]
            let lab: String = try #require(Mixarch.variable("AWS_ENDPOINT_URL"), "no lab")
            environment["AWS_ENDPOINT_URL_STS"] = lab
            environment.merge(item.environment.mapValues(filled)) { $1 }
            return Prepared(environment: environment, profile: item.profile)
        }

        @Test func theWinnerIsBotocores() async throws {
            try await withFolder { folder in
                try await OwnServer.aws(in: folder) { local in
                    // Each has a home of its own: a renewed login is a changed file.
                    let theirs = try Self.cases.enumerated().map {
                        try prepare($1, $0, in: folder + "/theirs", local: local)
                    }
                    let questions = theirs.map { prepared -> JSONValue in
                        var question: JSONValue = [
                            "environment": .object(prepared.environment.mapValues { .string($0) })
                        ]
                        question["profile"] = prepared.profile.map { .string($0) }
                        return question
                    }
                    let answers = try await Botocore.ask("credentials", questions)
                    for (number, item) in Self.cases.enumerated() {
                        let own = try prepare(item, number, in: folder + "/own", local: local)
                        let answer = answers[number]
                        let found = try? await AWSSession.open(
                            try AWSConfiguration(environment: own.environment, profile: own.profile)
                        ) { try await $0.credentials() }
                        if item.isRole {
                            // moto makes up another key each time.
                            #expect(found?.accessKeyID.hasPrefix("ASIA") == true, "\(item.name)")
                            #expect(found?.source.contains("role") == true && found?.expiration != nil, "\(item.name)")
                            #expect(answer["id"]?.string?.hasPrefix("ASIA") == true, "\(item.name): \(answer)")
                            #expect(answer["method"]?.string?.hasPrefix("assume-role") == true, "\(item.name)")
                        } else {
                            #expect(found?.accessKeyID == item.winner, "\(item.name)")
                            #expect(found?.accessKeyID == answer["id"]?.string, "\(item.name): \(answer)")
                            #expect(found?.secret == answer["secret"]?.string, "\(item.name)")
                            #expect(found?.sessionToken == answer["token"]?.string, "\(item.name)")
                        }
                    }
                }
            }
        }

        @Test func aRenewedLoginIsKeptForOthers() async throws {
            try await withFolder { folder in
                try await OwnServer.aws(in: folder) { local in
                    let item = try #require(Self.cases.first { $0.name == "SSO that is renewed" })
                    let own = try prepare(item, 0, in: folder, local: local)
                    _ = try await AWSSession.open(try AWSConfiguration(environment: own.environment)) {
                        try await $0.credentials()
                    }
                    let file = "\(folder)/0/\(Self.session)"
                    let text = try String(contentsOfFile: file, encoding: .utf8)
                    #expect(text.contains("good-token") && text.contains("next-refresh"))
                    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
                    #expect(mode == 0o600)
                }
            }
        }

        /// What people are told, and that it is no secret.
        @Test(arguments: [
            ("SSO that is over", "aws sso login --profile default"), ("SSO without a login", "aws sso login"),
            ("a circle", "default → b → default"), ("half of an environment", "AWS_SECRET_ACCESS_KEY"),
            ("no such profile", "no AWS profile \"dev\""), ("nobody", "aws configure sso"),
            ("credential_process that fails", "exit status 3"), ("a container elsewhere", "192.0.2.1"),
            ("a source without keys", "source_profile \"b\""), ("a session of aws login", "export-credentials"),
            ("half a profile", "aws_secret_access_key"),
        ])
        func whatIsMissingIsSaid(_ name: String, _ words: String) async throws {
            try await withFolder { folder in
                try await OwnServer.aws(in: folder) { local in
                    let item = try #require(Self.cases.first { $0.name == name })
                    let own = try prepare(item, 0, in: folder, local: local)
                    let failure = await #expect(throws: Failure.self) {
                        _ = try await AWSSession.open(
                            try AWSConfiguration(environment: own.environment, profile: own.profile)
                        ) { try await $0.credentials() }
                    }
                    #expect(failure?.description.contains(words) == true, "\(failure?.description ?? "")")
                }
            }
        }

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

        @Test func theMachinesRegionIsTheLastToCount() async throws {
            try await withFolder { folder in
                try await OwnServer.aws(in: folder) { local in
                    let item = try #require(Self.cases.first { $0.name == "a machine" })
                    var environment = try prepare(item, 0, in: folder, local: local).environment
                    func region() async throws -> String {
                        try await AWSSession.open(try AWSConfiguration(environment: environment)) {
                            try await $0.region().name
                        }
                    }
                    #expect(try await region() == "us-west-2")
                    environment["AWS_DEFAULT_REGION"] = nil
                    #expect(try await region() == "eu-west-3")
                    environment["AWS_EC2_METADATA_DISABLED"] = "true"
                    await #expect { try await region() } throws: { ($0 as? Failure)?.code == .awsRegionMissing }
                }
            }
        }

        /// A laptop's user does not wait for an address that nobody answers.
        @Test func noMachineCostsASecondAtMost() async throws {
            let environment = ["HOME": "/nonexistent", "AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://192.0.2.1/"]
            let start = ContinuousClock.now
            let found = try? await AWSSession.open(try AWSConfiguration(environment: environment)) {
                try await $0.credentials()
            }
            #expect(found == nil && ContinuousClock.now - start < .seconds(3))
        }
    }
}
