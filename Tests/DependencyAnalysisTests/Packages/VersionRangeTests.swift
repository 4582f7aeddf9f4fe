import DependencyAnalysis
import ScanModel
import ScanTestSupport
import Testing

/// Ranges, seen through a package whose first good version is 0.18.0 and one that has none.
@Suite struct VersionRangeTests {
    private func status(_ requirement: String) async throws -> DependencyResult.Status? {
        let text = "{\"dependencies\": {\"sharp\": \"\(requirement)\"}}"
        return try await Project(DependencyAnalyses.all).judge(["package.json": text]).dependencies.first?.status
    }

    @Test(arguments: [
        "0.18.0", "=0.18.0", "v0.20.1", "^0.18.1", "~0.18.0", ">=0.1", ">0.17", "*", "", "x", "0.x", "0.18.x", "0.18",
        "0.17.0 || 0.19.0", "0.1.0 - 0.18.0", ">= 0.1 <1", "<=0.18.0", "^1.0.0", "0.18.0+build.7", "!=0.17.0", "latest",
        "",
    ])
    func reaches(requirement: String) async throws { #expect(try await status(requirement) != .upgrade) }

    @Test(arguments: [
        "0.17.3", "^0.17.0", "~0.17.1", "<0.18.0", "<0.18", "0.17.x", "0.17", "0.1.0 - 0.17.9", "0.18.0-beta.1",
        ">=0.1 <0.10",
        "0.16.0 || ~0.17.0",
    ])
    func endsBefore(requirement: String) async throws { #expect(try await status(requirement) == .upgrade) }

    @Test(arguments: [
        "git+https://example.com/a.git", "file:../sharp", "workspace:*", "1.2.3.4.5.6.7", "~~", "^^1",
    ])
    func isNoRange(requirement: String) async throws { #expect(try await status(requirement) == .unknown) }
}
