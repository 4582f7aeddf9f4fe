import DependencyAnalysis
import ScanModel
import ScanTestSupport
import Testing

@Suite struct MavenAnalysisTests {
    private static let traps = [
        Trap(
            "coordinates in a Gradle file", ["build.gradle": "implementation 'org.rocksdb:rocksdbjni:5.17.2'\n"],
            ["maven-dependency blocker build.gradle:1"])
    ]

    @Test(arguments: traps) func trap(_ trap: Trap) async throws {
        #expect(try await Project(DependencyAnalyses.all).summary(trap.files) == trap.expected)
    }
}
