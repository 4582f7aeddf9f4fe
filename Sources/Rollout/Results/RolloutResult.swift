import Reporting

/// What `deploy`, `shift` and `status` found or did, in the fields of their JSON.
public struct RolloutResult: Codable, Hashable, Sendable {
    /// How a change ended.
    public enum Outcome: String, Codable, Sendable {
        /// Everything is as asked for.
        case moved
        /// It could not work, and everything is as it was.
        case asBefore = "as-before"
        /// A check said no, and nothing was changed.
        case refused
        /// It was applied and does not work; it was not taken back.
        case failed
    }

    /// The workload, as `deployment/petstore`; several are joined by commas.
    public var workload: String
    /// The ready pods of each architecture.
    public var architecture: [String: Int]
    public var pods: [PodSummary]
    /// The URLs that the workload's Services answer at from outside.
    public var addresses: [String]
    /// Nil when nothing was to be changed.
    public var outcome: Outcome?
    /// Why the outcome is what it is, in sentences.
    public var reasons: [String]
    /// What was found beforehand and may matter although it works, in sentences; nil for nothing.
    public var warnings: [String]?
    /// With `--dry-run`, what would be changed; nil otherwise.
    public var changes: [PlannedChange]?

    init(
        workload: String, pods: [PodSummary] = [], addresses: [String] = [], outcome: Outcome? = nil,
        reasons: [String] = []
    ) {
        self.workload = workload
        self.architecture = Dictionary(
            pods.filter(\.ready).compactMap { pod in pod.architecture.map { ($0, 1) } }, uniquingKeysWith: +)
        self.pods = pods
        self.addresses = addresses
        self.outcome = outcome
        self.reasons = reasons
    }

    /// The failure to end with when the outcome is a "no"; nil otherwise.
    public var failure: Failure? {
        // A check's reasons stand side by side; after a failed change the first is the reason, the rest its evidence.
        let first = reasons.first ?? "no reason is known"
        let evidence = reasons.count > 1 ? reasons.dropFirst().joined(separator: "\n  ") : nil
        // Of several workloads, the reason says which one.
        let verb = workload.contains(", ") ? "not all that was applied works" : "\(workload) does not work"
        return switch outcome {
        case nil, .moved: nil
        case .refused: Failure(.refused, "\(workload) was not changed: \(reasons.joined(separator: "; "))")
        case .asBefore: Failure(.wentBack, "\(workload) is as before: \(first)", hint: evidence)
        case .failed: Failure(.rolloutFailed, "\(verb): \(first)", hint: evidence)
        }
    }
}

extension Failure.Code {
    /// A change was tried, and everything is as before.
    public static let wentBack = Self("as-before", .negative)
    /// What was applied does not work.
    public static let rolloutFailed = Self("rollout-failed", .negative)
}
