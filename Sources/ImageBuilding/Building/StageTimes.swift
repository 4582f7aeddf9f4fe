import Platforms

/// How long stages took.
struct StageTimes: Sendable {
    private struct Entry {
        let names: Set<String>
        let platforms: Set<Platform>
        let seconds: Double
    }

    private var entries: [Entry] = []

    /// - Parameters:
    ///   - duration: how long it took.
    ///   - names: the stages that were built in that time.
    ///   - platforms: what they were built for.
    mutating func add(_ duration: Duration, stages names: some Sequence<String>, platforms: [Platform]) {
        let (seconds, attoseconds) = duration.components
        let exact = Double(seconds) + Double(attoseconds) / 1e18
        entries.append(
            Entry(names: Set(names), platforms: Set(platforms), seconds: (exact * 1000).rounded() / 1000))
    }

    /// - Returns: the stages with the seconds that they took.
    func applied(to stages: [PlannedStage]) -> [PlannedStage] {
        stages.map { stage in
            let own = entries.filter {
                $0.names.contains(stage.name) && !$0.platforms.isDisjoint(with: stage.platforms)
            }
            guard stage.runs != .skipped, !own.isEmpty else { return stage }
            var timed = stage
            timed.seconds = own.reduce(0) { $0 + $1.seconds }
            return timed
        }
    }
}
