import PortingScan
import ScanModel
import Testing

/// Version order, seen through the one known package whose minimum is 1.1.0.
@Suite struct MavenVersionTests {
    private func status(of version: String) async throws -> DependencyResult.Status? {
        let dependency = "<dependency><groupId>org.apache.commons</groupId><artifactId>commons-crypto</artifactId>"
        let pom =
            "<project><dependencies>\(dependency)<version>\(version)</version></dependency></dependencies></project>"
        return try await Tree.report(["pom.xml": pom]).dependencies.first?.status
    }

    @Test(arguments: [
        "1.1.0", "1.1", "1.1.Final", "1.1.0-GA", "1.1-sp", "1.1.0.1", "1.10", "1.2-alpha", "2", "1.1.0-1", "1.1-jre",
        "1.01", "99999999999999999999999",
    ])
    func notBelow(version: String) async throws {
        #expect(try await status(of: version) == .ok)
    }

    @Test(arguments: [
        "1.0.9", "1.1-alpha", "1.1.0-beta2", "1.1-b1", "1.1.0.CR1", "1.1-rc1", "1.1.0-SNAPSHOT", "1", "1.0.99", "0.9",
        "1.1-M1", "1.1.0.Alpha",
    ])
    func below(version: String) async throws {
        #expect(try await status(of: version) == .upgrade)
    }

    @Test func noVersions() async throws {
        #expect(try await status(of: "[1.0,2.0)") == .unknown)
        #expect(try await status(of: String(repeating: "1-", count: 500)) == .unknown)
        #expect(try await status(of: "[1.0.0]") == .upgrade)
    }
}
