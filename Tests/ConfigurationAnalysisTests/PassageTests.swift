import ConfigurationAnalysis
import ScanModel
import ScanTestSupport
import Testing

@Suite struct PassageTests {
    private static let traps = [
        Trap(
            "a base image for x86", ["Dockerfile": "FROM amd64/debian:12\n"], ["dockerfile-image blocker Dockerfile:1"]),
        Trap("a base image for any", ["Dockerfile": "FROM debian:12\n"]),
    ]

    @Test(arguments: traps) func trap(_ trap: Trap) async throws {
        #expect(try await Project(ConfigurationAnalyses.all).summary(trap.files) == trap.expected)
    }
}
