import DependencyAnalysis
import ScanModel
import ScanTestSupport
import Testing

/// What is known of a package, at the version where it changes.
struct Boundary: Sendable, CustomTestStringConvertible {
    let package: String
    /// The last version that does not do.
    let last: String
    /// The first that does; nil when none does.
    let first: String?
    /// How bad the last is.
    let severity: String

    init(_ package: String, _ last: String, _ first: String?, _ severity: String) {
        self.package = package
        self.last = last
        self.first = first
        self.severity = severity
    }

    var testDescription: String { package }

    /// - Parameter text: a file with the package in a version, on its fourth line.
    func check(rule: String, file: String, text: (String) -> String) async throws {
        let project = Project(DependencyAnalyses.all)
        #expect(try await project.summary([file: text(last)]) == ["\(rule) \(severity) \(file):4"])
        guard let first else { return }
        let judgement = try await project.judge([file: text(first)])
        #expect(judgement.findings.isEmpty)
        #expect(judgement.dependencies.contains { $0.name == package && $0.status == .ok && $0.minimum == first })
    }
}
