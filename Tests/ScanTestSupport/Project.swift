import Reporting
import ScanModel

/// A project in memory: analyses are tried on texts, without a file system.
package struct Project: Sendable {
    private let analyses: [any Analysis]

    package init(_ analyses: [any Analysis]) { self.analyses = analyses }

    /// Shows files to every analysis as a scan does, and lets them judge.
    /// - Parameter files: texts by path.
    /// - Returns: with findings in a report's order; what an analysis throws for one file is a gap.
    package func judge(_ files: [String: String]) async throws -> Judgement {
        var whole = Judgement()
        for analysis in analyses { whole.add(try await judge(files, analysis)) }
        whole.findings.sort()
        return whole
    }

    /// Each finding as `rule severity file:line`, in a report's order, without the notes of ``leftOut(_:)``.
    package func summary(_ files: [String: String]) async throws -> [String] {
        try await judge(files).findings.filter { !Self.isLeftOut($0) }
            .map { "\($0.rule) \($0.severity.rawValue) \($0.file):\($0.line ?? 0)" }
    }

    /// The notes on code in C that arm64 is built without, as `rule file:line message`.
    package func leftOut(_ files: [String: String]) async throws -> [String] {
        try await judge(files).findings.filter { Self.isLeftOut($0) }
            .map { "\($0.rule) \($0.file):\($0.line ?? 0) \($0.message)" }
    }

    private static func isLeftOut(_ finding: Finding) -> Bool {
        finding.severity == .note && finding.message.hasPrefix("code for x86")
    }

    private func judge<Kind: Analysis>(_ files: [String: String], _ analysis: Kind) async throws -> Judgement {
        var facts: [FileFact<Kind.Fact>] = []
        var gaps: [NotJudged] = []
        for (path, content) in files.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            var bytes = Array(content.utf8)
            let file = FileName(path: path, prefix: bytes.prefix(256))
            switch analysis.interest(in: file) {
            case .none: continue
            case .named, .later: bytes = []
            case .containing(let words) where !words.occurs(in: bytes): continue
            case .namedOrContaining(let words) where !words.occurs(in: bytes):
                if let fact = bytes.withUnsafeBytes({ analysis.glance(at: $0, file) }) {
                    facts.append(FileFact(path: path, fact: fact))
                }
                continue
            case .containing, .namedOrContaining, .always: break
            }
            do throws(Failure) {
                let text = SourceText(path: path, bytes: bytes)
                guard let fact = try analysis.examine(text, file) else { continue }
                facts.append(FileFact(path: path, fact: fact))
            } catch {
                gaps.append(NotJudged(what: path, why: error.message))
            }
        }
        for round in 1...Kind.rounds {
            for wanted in analysis.further(facts, round: round) {
                let bytes = Array((files[wanted.path] ?? "").utf8)
                guard wanted.words?.occurs(in: bytes) != false else { continue }
                let text = SourceText(path: wanted.path, bytes: bytes, question: wanted.question)
                guard let fact = try analysis.examine(text, FileName(path: wanted.path, prefix: bytes)) else {
                    continue
                }
                facts.removeAll { $0.path == wanted.path }
                facts.append(FileFact(path: wanted.path, fact: fact))
            }
            facts.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        }
        var judgement = try await analysis.judge(facts)
        judgement.gaps += gaps
        return judgement
    }
}
