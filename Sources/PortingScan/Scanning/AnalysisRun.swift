import Reporting
import ScanModel

/// An analysis without its type: the scan keeps the facts of many kinds of analyses.
struct AnalysisRun: Sendable {
    /// What one file says, for this analysis only.
    struct Fact: Sendable {
        let path: String
        let content: any Sendable
    }

    let rules: [Rule]
    let interest: @Sendable (FileName) -> Interest
    let examine: @Sendable (SourceText, FileName) throws(Failure) -> Fact?
    let further: @Sendable ([Fact], Int) -> [FurtherFile]
    let judge: @Sendable ([Fact]) async throws -> Judgement

    init<Kind: Analysis>(_ analysis: Kind) {
        rules = analysis.rules
        interest = { analysis.interest(in: $0) }
        examine = { text, file throws(Failure) in
            try analysis.examine(text, file).map { Fact(path: text.path, content: $0) }
        }
        further = { analysis.further(Self.typed($0), round: $1) }
        judge = { try await analysis.judge(Self.typed($0)) }
    }

    private static func typed<Content: Sendable>(_ facts: [Fact]) -> [FileFact<Content>] {
        facts.sorted { $0.path.precedesByBytes($1.path) }.compactMap { fact in
            (fact.content as? Content).map { FileFact(path: fact.path, fact: $0) }
        }
    }
}
