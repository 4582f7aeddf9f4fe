import Reporting
import ScanModel

/// What one analysis has heard of the files so far.
protocol AnalysisFacts: Sendable {
    /// Shows it a file.
    /// - Throws: when the file can't be understood and a blocker may hide in it.
    mutating func examine(_ text: SourceText, _ file: FileName) throws(Failure)

    /// Takes over what another worker heard for the same analysis.
    mutating func add(_ other: any AnalysisFacts)

    /// Forgets what some files said.
    mutating func removeAll(where isRemoved: (String) -> Bool)

    /// Reads what the analysis can't do without, now that it has heard of everything else, and judges.
    func judgement(reading files: FurtherReading) async throws -> Judgement
}

extension Analysis {
    /// Nothing heard yet.
    var noFacts: any AnalysisFacts { FactsOf(self) }
}

/// The facts of one kind of analysis.
private struct FactsOf<Kind: Analysis>: AnalysisFacts {
    private let analysis: Kind
    private var facts: [FileFact<Kind.Fact>] = []

    init(_ analysis: Kind) { self.analysis = analysis }

    mutating func examine(_ text: SourceText, _ file: FileName) throws(Failure) {
        guard let fact = try analysis.examine(text, file) else { return }
        facts.append(FileFact(path: text.path, fact: fact))
    }

    mutating func add(_ other: any AnalysisFacts) {
        guard let other = other as? Self else { return }
        if facts.isEmpty { facts = other.facts } else { facts += other.facts }
    }

    mutating func removeAll(where isRemoved: (String) -> Bool) { facts.removeAll { isRemoved($0.path) } }

    func judgement(reading files: FurtherReading) async throws -> Judgement {
        var sorted = Self.sorted(facts)
        var gaps: [NotJudged] = []
        for round in 1...2 {
            let wanted = analysis.further(sorted, round: round)
            guard !wanted.isEmpty else { continue }
            var further = Self(analysis)
            gaps += try files.read(wanted) { text, file in
                // A file that can't be understood now was no gap before either.
                try? further.examine(text, file)
            }
            let seen = Set(further.facts.map { $0.path })
            sorted = Self.sorted(sorted.filter { !seen.contains($0.path) } + further.facts)
        }
        var judgement = try await analysis.judge(sorted)
        judgement.gaps += gaps
        return judgement
    }

    private static func sorted(_ facts: [FileFact<Kind.Fact>]) -> [FileFact<Kind.Fact>] {
        // Facts are big: their paths are put in order, and then they are moved once.
        let paths = facts.map { $0.path }
        return paths.indices.sorted { paths[$0].precedesByBytes(paths[$1]) }.map { facts[$0] }
    }
}
