import AWSClient
import FoundationEssentials
import HTTPTransport
import Synchronization
import Testing

/// A role whose session wants a code of an MFA device, and is kept in the aws CLI's folder.
@Suite struct KeptRoleTests {
    private static let start = Date(timeIntervalSince1970: 1_700_000_000)
    private static let profiles = """
        [profile ops]
        role_arn = arn:aws:iam::123456789012:role/ops
        mfa_serial = arn:aws:iam::123456789012:mfa/me
        source_profile = base

        [profile base]
        aws_access_key_id = AKID
        aws_secret_access_key = x
        """

    private static func withHome(_ body: (String) async throws -> Void) async throws {
        let home = FileManager.default.temporaryDirectory.path + "/mixarch-home-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: home + "/.aws", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: home) }
        try Data(profiles.utf8).write(to: URL(filePath: home + "/.aws/config"))
        try await body(home)
    }

    /// STS, whose sessions end an hour after the start; the number of the session is part of its key.
    private func aws() -> ScriptedAWS {
        let count = Mutex(0)
        return ScriptedAWS { _, body in
            guard body.contains("Action=AssumeRole"), body.contains("TokenCode=123456") else { return (403, [:], "") }
            let number = count.withLock { count in
                count += 1
                return count
            }
            return (
                200, [:],
                """
                <R><AssumeRoleResult><Credentials><AccessKeyId>ROLE\(number)</AccessKeyId>
                <SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
                <Expiration>2023-11-14T23:13:20Z</Expiration></Credentials></AssumeRoleResult></R>
                """
            )
        }
    }

    /// Five minutes before its end another session is asked for.
    @Test(arguments: [(0, 1), (3299, 1), (3300, 2), (3700, 2)])
    func aCodeServesUntilShortlyBeforeItsSessionEnds(_ seconds: Int, _ wanted: Int) async throws {
        try await Self.withHome { home in
            let aws = aws()
            let codes = Mutex(0)
            for age in [0, seconds] {
                // Each is a run of the program of its own.
                let session = try aws.session(
                    ["HOME": home], profile: "ops", now: { Self.start + TimeInterval(age) },
                    mfaCode: { device in
                        codes.withLock { $0 += 1 }
                        return device == "arn:aws:iam::123456789012:mfa/me" ? "123456" : nil
                    })
                let found = try await session.credentials()
                #expect(found.accessKeyID == (age == seconds ? "ROLE\(wanted)" : "ROLE1"))
            }
            #expect(codes.withLock { $0 } == wanted)
        }
    }
}
