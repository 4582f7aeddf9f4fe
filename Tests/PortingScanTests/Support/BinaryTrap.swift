import ArchiveTestSupport
import PortingScan
import ScanModel
import Testing

/// A tree of binaries, and what must be said of it.
struct BinaryTrap: Sendable, CustomTestStringConvertible {
    let name: String
    let files: [String: [UInt8]]
    /// Rule and severity, in the report's order.
    let expected: [String]

    init(_ name: String, _ files: [String: [UInt8]], _ expected: [String] = []) {
        self.name = name
        self.files = files
        self.expected = expected
    }

    var testDescription: String { name }

    func check() async throws {
        let report = try await Tree.report(binaries: files)
        #expect(report.summary == expected, "\(report.findings.map { $0.file + ": " + $0.message })")
        #expect(report.gaps.isEmpty, "\(report.evidence.notJudged)")
    }
}

/// A JAR, or another ZIP.
func zip(_ members: [(String, [UInt8])]) -> [UInt8] { ZIPFixture(members).bytes }
/// A tar.
func tar(_ members: [(String, [UInt8])]) -> [UInt8] { TarFixture(members).bytes }
/// A tar with gzip.
func tgz(_ members: [(String, [UInt8])]) -> [UInt8] { gzip(stored: tar(members)) }
