import AWSClient
import FoundationEssentials
import RawJSON
import Reporting
import Testing

extension IntegrationTests {
    /// Whom the environment and the shared files make the user: the same as botocore says, and what it has not.
    @Suite(.serialized) struct AWSIdentities {
        /// Who asks, in a case's own home.
        struct Prepared {
            let environment: [String: String]
            let profile: String?
        }

        /// Writes a case's files into a home of its own.
        func prepare(_ item: Case, _ number: Int, in folder: String, local: String) throws -> Prepared {
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
