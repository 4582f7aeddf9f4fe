import FoundationEssentials
import Glibc
import PortingScan
import Reporting
import ScanModel

/// A folder of a test's own, which is removed afterwards.
struct Tree: Sendable {
    let path: String

    static func with(_ body: (Tree) async throws -> Void) async throws {
        let tree = Tree(path: FileManager.default.temporaryDirectory.path + "/mixarch-scan-" + UUID().uuidString)
        try FileManager.default.createDirectory(atPath: tree.path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: tree.path) }
        try await body(tree)
    }

    /// The report of a tree with these texts in it.
    static func report(_ files: [String: String]) async throws -> ScanReport {
        try await report(binaries: files.mapValues { Array($0.utf8) })
    }

    /// The report of a tree with these files in it.
    static func report(binaries files: [String: [UInt8]]) async throws -> ScanReport {
        var report: ScanReport?
        try await with { tree in
            for (name, bytes) in files { try tree.write(name, bytes) }
            report = try await tree.scan()
        }
        guard let report else { throw Failure(.bug, "no report") }
        return report
    }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        let file = path + "/" + name
        let folder = file.split(separator: "/").dropLast().map { "/" + $0 }.joined()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: file))
    }

    func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

    func scan(_ name: String = "") async throws -> ScanReport {
        try await PortingScanner().scan(name.isEmpty ? path : path + "/" + name, progress: SilentProgress())
    }
}

extension ScanReport {
    /// The rules and severities of all findings, in order.
    var summary: [String] { findings.map { "\($0.rule) \($0.severity.rawValue)" } }
    /// What could not be judged.
    var gaps: [String] { evidence.notJudged.map { $0.what } }
}
