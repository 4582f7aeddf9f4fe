import Reporting
import ScanModel

/// Gathers what checks find in a file, one candidate for each family and condition.
struct CandidateCollector {
    let source: CSource
    private let text: SourceText
    private(set) var candidates: [CandidateFinding] = []
    private var places: [Key: Int] = [:]
    private var offsets: [Int] = []

    private struct Key: Hashable {
        let rule: String
        let family: String
        let region: Int32
    }

    /// More kinds of places say nothing new of a file.
    private static let limit = 60

    init(_ source: CSource, _ text: SourceText) {
        self.source = source
        self.text = text
    }

    /// - Parameters:
    ///   - family: what the file is told of once.
    ///   - region: the conditional region of the place.
    mutating func add(
        _ rule: Rule, at offset: Int, region: Int32, family: String = "", severity: Severity? = nil,
        requirement: CandidateFinding.Requirement = .nothing, message: @autoclosure () -> String
    ) {
        guard source.regions[Int(region)].known != .no else { return }
        let key = Key(rule: rule.id, family: family, region: region)
        if let place = places[key] {
            candidates[place].count += 1
        } else if candidates.count < Self.limit {
            places[key] = candidates.count
            offsets.append(offset)
            candidates.append(
                CandidateFinding(
                    finding: Finding(rule, in: text, at: offset, severity: severity, message: message()),
                    family: family, condition: source.regions[Int(region)].condition, requirement: requirement, count: 1
                ))
        }
    }

    /// Behind which place nobody else uses the file's macros: the last of what a source includes.
    private var lastInclude: Int {
        guard CFamilyLanguage.isCompiled(text.path) else { return .max }
        return source.includes.last { $0.isQuoted && source.regions[Int($0.region)].known != .no }?.offset ?? -1
    }

    /// The candidates; those within macros under the conditions of the macros' uses.
    func finished() -> [CandidateFinding] {
        guard !candidates.isEmpty else { return [] }
        let conditions = MacroUses(source).conditions(at: offsets, lastInclude: lastInclude)
        return zip(candidates, offsets).map { candidate, offset in
            guard let use = conditions[offset] else { return candidate }
            return CandidateFinding(
                finding: candidate.finding, family: candidate.family, condition: candidate.condition && use,
                requirement: candidate.requirement, count: candidate.count)
        }
    }
}
