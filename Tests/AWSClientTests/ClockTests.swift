import AWSClient
import FoundationEssentials
import HTTPTransport
import Reporting
import Synchronization
import Testing

/// A machine whose clock says 22:13:20 on November 14th, 2023, and AWS's own clock.
@Suite struct ClockTests {
    private let now: @Sendable () -> Date = { Date(timeIntervalSince1970: 1_700_000_000) }
    private static let own = "20231114T221320Z"

    private static func date(_ time: String) -> String { "Tue, 14 Nov 2023 \(time) GMT" }

    /// Signatures of one moment are welcome, and no others.
    private func aws(at time: String, code: String = "InvalidSignatureException") -> ScriptedAWS {
        ScriptedAWS { request, _ in
            let isWelcome = request.headers["X-Amz-Date"] == "20231114T" + time.filter { $0 != ":" } + "Z"
            return isWelcome
                ? (200, [:], #"{"clusters": ["shop"]}"#)
                : (403, ["Date": Self.date(time)], #"{"__type": "\#(code)", "message": "no"}"#)
        }
    }

    @Test(arguments: ["22:14:21", "22:12:19", "23:13:20"])
    func aClockThatIsWrongByMoreThanAMinuteIsSetRight(_ time: String) async throws {
        let aws = aws(at: time)
        let session = try aws.session(now: now)
        #expect(try await session.clusterNames() == ["shop"])
        let right = "20231114T" + time.filter { $0 != ":" } + "Z"
        #expect(aws.fields("X-Amz-Date") == [Self.own, right])
        #expect(try await session.clusterNames() == ["shop"])
        #expect(aws.fields("X-Amz-Date") == [Self.own, right, right], "it is remembered")
    }

    /// Within a minute the clock is not the reason.
    @Test(arguments: ["22:14:20", "22:12:20"])
    func aClockThatIsNearlyRightStays(_ time: String) async throws {
        let aws = aws(at: time)
        let failure = try await #require(throws: Failure.self) { try await aws.session(now: now).clusterNames() }
        #expect(failure.code == .awsUnauthorized && aws.fields("X-Amz-Date") == [Self.own])
    }

    @Test func whatHasNothingToDoWithTimeIsNotAskedAgain() async throws {
        let aws = aws(at: "23:13:20", code: "AccessDeniedException")
        let failure = try await #require(throws: Failure.self) { try await aws.session(now: now).clusterNames() }
        #expect(failure.code == .awsDenied && aws.fields("X-Amz-Date") == [Self.own])
    }

    /// A service whose clock jumps is asked twice, not for ever.
    @Test func theClockIsSetOnceInACall() async throws {
        let count = Mutex(0)
        let aws = ScriptedAWS { request, _ in
            let number = count.withLock { count in
                count += 1
                return count
            }
            guard number < 9 else { throw Failure(.bug, "asked without end") }
            let hour = number % 2 == 1 ? "23" : "20"
            return (403, ["Date": Self.date(hour + ":13:20")], #"{"__type": "RequestTimeTooSkewed"}"#)
        }
        await #expect(throws: Failure.self) { try await aws.session(now: now).clusterNames() }
        #expect(aws.fields("X-Amz-Date") == [Self.own, "20231114T231320Z"])
    }
}
