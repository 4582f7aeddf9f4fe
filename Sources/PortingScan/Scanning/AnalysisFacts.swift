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
        if kept.count < paths.count { select(kept) }
    }

    func judgement(reading files: FurtherReading) async throws -> Judgement {
        var known = self
        known.sort()
        var judgement = Judgement()
        var alone: [SeparateProjects.Group] = []
        for group in Kind.judgesProjectsApart ? files.projects.groups : [] {
            let part = known.part { group.contains($0) }
            guard part.standsAlone(group) else { continue }
            let (whole, gaps) = try part.completed(reading: files)
            // What it includes is only known of the files that were read.
            guard whole.standsAlone(group) else { continue }
            alone.append(group)
            judgement.gaps += gaps
            judgement.add(try await analysis.judge(whole.facts))
        }
        func isAlone(_ path: String) -> Bool { alone.contains { $0.contains(path) } }
        guard alone.isEmpty || known.paths.contains(where: { !isAlone($0) }) else { return judgement }
        // What stands beside them may be a part of any of them.
        let (whole, gaps) = try known.completed(reading: files)
        var rest = try await analysis.judge(whole.facts)
        rest.findings.removeAll { isAlone($0.file) }
        rest.gaps += gaps
        judgement.add(rest)
        return judgement
    }

    private func standsAlone(_ group: SeparateProjects.Group) -> Bool {
        group.folders.allSatisfy { folder in
            analysis.standsAlone(facts.filter { $0.path.hasPrefix(folder) }, in: folder)
        }
    }

    private func part(_ isIncluded: (String) -> Bool) -> Self {
        var part = Self(analysis)
        for index in paths.indices where isIncluded(paths[index]) { part.append(facts[index]) }
        return part
    }

    /// What is known, which is sorted, with what has to be read after all.
    private func completed(reading files: FurtherReading) throws -> (Self, gaps: [NotJudged]) {
        var known = self
        var gaps: [NotJudged] = []
        for round in 1...Kind.rounds {
            let wanted = analysis.further(known.facts, round: round)
            guard !wanted.isEmpty else { continue }
            var further = Self(analysis)
            gaps += try files.read(wanted) { text, file in
                // A file that can't be understood now was no gap before either.
                try? further.examine(text, file)
            }
            guard !further.facts.isEmpty else { continue }
            further.sort()
            known.replace(with: further)
        }
        return (known, gaps)
    }

    /// Puts what some files say in the place of what they said before; both in the order of the paths' bytes.
    private mutating func replace(with other: Self) {
        // The others stand behind these: what stays is chosen by its place, and brought into order once.
        var order: [Int] = []
        order.reserveCapacity(paths.count + other.paths.count)
        var next = 0
        for index in paths.indices {
            while next < other.paths.count, other.paths[next].precedesByBytes(paths[index]) {
                order.append(paths.count + next)
                next += 1
            }
            if next < other.paths.count, !paths[index].precedesByBytes(other.paths[next]) { continue }
            order.append(index)
        }
        order += (next..<other.paths.count).map { paths.count + $0 }
        add(other)
        select(order)
    }

    /// Brings them into the order of the paths' bytes.
    private mutating func sort() {
        let order = paths.sortedPlaces
        if !order.elementsEqual(order.indices) { select(order) }
    }

    /// Takes those at some places, in this order.
    private mutating func select(_ order: [Int]) {
        paths = paths.chosen(order)
        // In a loop: nobody knows the facts' type before the program runs, and a closure finds it out for each.
        var chosen: [FileFact<Kind.Fact>] = []
        chosen.reserveCapacity(order.count)
        for index in order { chosen.append(facts[index]) }
        facts = chosen
    }
}

extension [String] {
    /// Those at some places, in this order. Outside of what is written for facts of any type: that is compiled for none.
    fileprivate func chosen(_ order: [Int]) -> [String] { order.map { self[$0] } }

    /// The places of all of them, in the order of their bytes.
    fileprivate var sortedPlaces: [Int] { indices.sorted { self[$0].precedesByBytes(self[$1]) } }
}
