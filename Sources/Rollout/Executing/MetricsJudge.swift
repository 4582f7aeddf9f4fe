import Reporting

/// Watches metrics while a step is watched.
struct MetricsJudge {
    private let reader: MetricsReader
    private let patience: Duration
    private var last: Duration?
    /// Since when there is no value for a condition.
    private var silent: [MetricCondition: Duration] = [:]
    /// The conditions that held at the last look of the present step.
    private var held: Set<MetricCondition> = []

    /// - Parameters:
    ///   - reader: asks for them.
    ///   - patience: how long there may be no value.
    init(reader: MetricsReader, patience: Duration) {
        self.reader = reader
        self.patience = patience
    }

    /// Whether every condition holds.
    var isApproved: Bool { held.count == Set(reader.metrics.conditions).count }

    /// Asks again when it is time to.
    /// - Parameters:
    ///   - now: the time.
    ///   - isWatched: whether the step's pods are as they should be.
    /// - Returns: why everything has to go back; nil when nothing speaks against it.
    mutating func look(at now: Duration, isWatched: Bool) async -> String? {
        guard isWatched else {
            held = []
            silent = [:]
            last = nil
            return nil
        }
        if let last, now - last < MetricsReader.interval { return nil }
        last = now
        for condition in reader.metrics.conditions {
            var why = "there is no value"
            do {
                switch try await reader.read(condition) {
                case .holds:
                    held.insert(condition)
                    silent[condition] = nil
                    continue
                case .broken(let value): return "\(condition) does not hold: it is \(value)"
                case .missing: break
                }
            } catch {
                why = (error as? Failure)?.message ?? "\(error)"
            }
            held.remove(condition)
            let since = silent[condition] ?? now
            silent[condition] = since
            if now - since >= patience {
                return "nobody knows whether \(condition) holds, for \(patience.components.seconds) s: \(why)"
            }
        }
        return nil
    }
}
