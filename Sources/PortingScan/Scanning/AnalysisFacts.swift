import Reporting
import ScanModel

/// What one analysis has heard of the files so far.
protocol AnalysisFacts: Sendable {
    /// Shows it a file.
    /// - Throws: when the file can't be understood and a blocker may hide in it.
    mutating func examine(_ text: SourceText, _ file: FileName) throws(Failure)

    /// Shows it a file that has none of the words it looks for.
    mutating func glance(at bytes: UnsafeRawBufferPointer, _ file: FileName)

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
    /// The paths of ``facts``, one for one: they are sorted and looked through by themselves, for facts are big.
    private var paths: [String] = []

    init(_ analysis: Kind) { self.analysis = analysis }

    mutating func examine(_ text: SourceText, _ file: FileName) throws(Failure) {
        guard let fact = try analysis.examine(text, file) else { return }
        append(FileFact(path: text.path, fact: fact))
    }

    mutating func glance(at bytes: UnsafeRawBufferPointer, _ file: FileName) {
        guard let fact = analysis.glance(at: bytes, file) else { return }
        append(FileFact(path: file.path, fact: fact))
    }

    private mutating func append(_ fact: FileFact<Kind.Fact>) {
        facts.append(fact)
        paths.append(fact.path)
    }

    mutating func add(_ other: any AnalysisFacts) {
        guard let other = other as? Self else { return }
        if facts.isEmpty {
            (facts, paths) = (other.facts, other.paths)
        } else {
            facts += other.facts
            paths += other.paths
        }
    }

    mutating func removeAll(where isRemoved: (String) -> Bool) {
        let kept = paths.indices.filter { !isRemoved(paths[$0]) }
        guard kept.count < paths.count else { return }
        (facts, paths) = (kept.map { facts[$0] }, kept.map { paths[$0] })
    }

    func judgement(reading files: FurtherReading) async throws -> Judgement {
        var known = sorted
        var gaps: [NotJudged] = []
        for round in 1...2 {
            let wanted = analysis.further(known.facts, round: round)
            guard !wanted.isEmpty else { continue }
            var further = Self(analysis)
            gaps += try files.read(wanted) { text, file in
                // A file that can't be understood now was no gap before either.
                try? further.examine(text, file)
            }
            guard !further.facts.isEmpty else { continue }
            let seen = Set(further.paths)
            known.removeAll { seen.contains($0) }
            known.add(further)
            known = known.sorted
        }
        var judgement = try await analysis.judge(known.facts)
        judgement.gaps += gaps
        return judgement
    }

    /// The same in the order of the paths' bytes.
    private var sorted: Self {
        var sorted = Self(analysis)
        let order = Self.order(of: paths)
        sorted.paths = order.map { paths[$0] }
        sorted.facts = order.map { facts[$0] }
        return sorted
    }

    private static func order(of paths: [String]) -> [Int] {
        paths.indices.sorted { paths[$0].precedesByBytes(paths[$1]) }
    }
}
