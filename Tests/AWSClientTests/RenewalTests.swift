import AWSClient
import FoundationEssentials
import HTTPTransport
import Reporting
import Synchronization
import Testing

/// Credentials that a service says have ended, though by their own words they have not.
@Suite struct RenewalTests {
    private static let container = [
        "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://localhost/credentials",
    ]

    /// A container's endpoint with new keys at every question, and a service that knows one of them.
    private func aws(knowing key: String) -> ScriptedAWS {
        let count = Mutex(0)
        return ScriptedAWS { request, _ in
            if request.url == "http://localhost/credentials" {
                let number = count.withLock { count in
                    count += 1
                    return count
                }
                guard number < 9 else { throw Failure(.bug, "asked without end") }
                return (
                    200, [:],
                    """
                    {"AccessKeyId": "KEY\(number)", "SecretAccessKey": "x", "Token": "T\(number)",
                    "Expiration": "2100-01-01T00:00:00Z"}
                    """
                )
            }
            return request.headers["Authorization"]?.contains("Credential=\(key)/") == true
                ? (200, [:], #"{"clusters": ["shop"]}"#) : (403, [:], #"{"__type": "ExpiredTokenException"}"#)
        }
    }

    @Test func refusedOnesAreRenewed() async throws {
        let aws = aws(knowing: "KEY2")
        let session = try aws.session(Self.container)
        #expect(try await session.clusterNames() == ["shop"])
        #expect(aws.fields("X-Amz-Security-Token") == ["T1", "T2"])
        #expect(try await session.clusterNames() == ["shop"])
        #expect(aws.fields("X-Amz-Security-Token") == ["T1", "T2", "T2"])
    }

    @Test func oneCallRenewsThemOnce() async throws {
        let aws = aws(knowing: "KEY3")
        let failure = try await #require(throws: Failure.self) {
            try await aws.session(Self.container).clusterNames()
        }
        #expect(failure.code == .awsExpired && aws.fields("X-Amz-Security-Token") == ["T1", "T2"])
    }

    /// Another question would give the same keys.
    @Test func thoseThatNeverEndAreNot() async throws {
        let aws = aws(knowing: "nobody")
        let failure = try await #require(throws: Failure.self) { try await aws.session().clusterNames() }
        #expect(failure.code == .awsExpired && aws.fields("Authorization").count == 1)
    }
}
