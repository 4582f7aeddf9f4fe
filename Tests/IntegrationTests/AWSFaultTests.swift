import AWSClient
import FoundationEssentials
import Reporting
import Synchronization
import Testing

extension IntegrationTests {
    /// An AWS that is not well, and clocks that are wrong.
    @Suite(.serialized) struct AWSFaults {
        private final class Waits: Sendable {
            private let list = Mutex<[Duration]>([])
            var all: [Duration] { list.withLock { $0 } }
            func add(_ duration: Duration) { list.withLock { $0.append(duration) } }
        }

        /// Asks who the caller is.
        private func identity(
            _ path: String, of address: String, _ environment: [String: String] = [:], clock: TimeInterval = 0,
            waits: Waits = Waits()
        ) async throws -> CallerIdentity {
            let base = [
                "HOME": "/nonexistent", "AWS_REGION": "us-west-2", "AWS_ACCESS_KEY_ID": "AKIDLAB",
                "AWS_SECRET_ACCESS_KEY": "secret-of-AKIDLAB", "AWS_ENDPOINT_URL": "http://\(address)/\(path)",
            ]
            let runtime = AWSRuntime(now: { Date() + clock }, sleep: { waits.add($0) }, random: { 1 })
            let configuration = try AWSConfiguration(environment: base.merging(environment) { $1 })
            return try await AWSSession.open(configuration, runtime: runtime) { try await $0.callerIdentity() }
        }

        private func withAWS(_ body: (String) async throws -> Void) async throws {
            try await withFolder { folder in try await OwnServer.aws(in: folder, body) }
        }

        @Test(arguments: [-86_400.0, -700, 0, 700, 86_400]) func wrongClocksAreCorrected(_ seconds: Double) async throws
        {
            try await withAWS { address in
                let caller = try await identity("skew", of: address, clock: seconds)
                #expect(caller.account == "123456789012")
            }
        }

        @Test func throttlingAndErrorsPass() async throws {
            try await withAWS { address in
                for fault in ["throttle", "broken", "cut"] {
                    let waits = Waits()
                    let caller = try await identity("\(fault)/2", of: address, waits: waits)
                    #expect(caller.arn.hasSuffix("user/lab"))
                    #expect(waits.all == [.seconds(1), .seconds(2)])
                }
            }
        }

        @Test func patienceEnds() async throws {
            try await withAWS { address in
                for (fault, code) in [
                    ("throttle/9", Failure.Code.awsThrottled), ("broken/9", .awsRefused), ("cut/9", .unreachable),
                ] {
                    let waits = Waits()
                    await #expect {
                        try await identity(fault, of: address, waits: waits)
                    } throws: {
                        ($0 as? Failure)?.code == code
                    }
                    #expect(waits.all.count == 2)
                }
                let waits = Waits()
                let more = ["AWS_MAX_ATTEMPTS": "12"]
                let caller = try await identity("throttle/11", of: address, more, waits: waits)
                #expect(caller.id == "AIDALAB")
                #expect(waits.all.count == 11)
            }
        }

        @Test func aRefusalNamesThePermission() async throws {
            try await withAWS { address in
                let failure = await #expect(throws: Failure.self) { try await identity("denied", of: address) }
                #expect(failure?.code == .awsDenied)
                #expect(failure?.hint == "the missing permission: sts:GetCallerIdentity")
                #expect(failure?.aws?.code == "AccessDenied" && failure?.aws?.status == 403)
                #expect(failure?.aws?.requestID == "4-5-6")
                #expect(failure?.description.contains("secret-of") == false)
            }
        }

        /// What a program gives may be over earlier than it said.
        @Test func endedCredentialsAreFetchedAgain() async throws {
            try await withFolder { folder in
                try await OwnServer.aws(in: folder) { address in
                    let script = """
                        #!/bin/sh
                        if [ -e "\(folder)/seen" ]; then key=ASIAFRESH; else key=ASIAOLD; fi
                        touch "\(folder)/seen"
                        echo '{"Version":1,"AccessKeyId":"'$key'","SecretAccessKey":"s",\
                        "Expiration":"2999-01-01T00:00:00Z"}'
                        """
                    try script.write(to: folder + "/keys")
                    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder + "/keys")
                    try "[default]\ncredential_process = \(folder)/keys\n".write(to: folder + "/.aws/config")
                    let files = ["HOME": folder, "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""]
                    let caller = try await identity("expired", of: address, files)
                    #expect(caller.account == "123456789012")
                    // Keys of the environment can't be fetched again.
                    await #expect {
                        try await identity("expired", of: address)
                    } throws: {
                        ($0 as? Failure)?.code == .awsExpired
                    }
                }
            }
        }

        @Test func nobodyThere() async throws {
            await #expect {
                try await identity("", of: "127.0.0.1:1")
            } throws: {
                ($0 as? Failure)?.code == .unreachable
            }
        }
    }
}
