import KubernetesClient

/// Follows a rollout from one look to the next and decides when it is over: a state machine without a clock.
public struct RolloutWatcher: Sendable {
    /// What to do after a look.
    public enum Verdict: Hashable, Sendable {
        case complete
        case wait
        /// It can't work: the problems behind it, and each reason in words.
        case failed([PodProblem], reasons: [String])
    }

    private struct Sighting: Hashable, Sendable {
        let pod: String
        let kind: PodProblem.Kind
    }

    private let limits: WaitLimits
    private var firstSeen: [Sighting: Duration] = [:]

    /// - Parameter limits: how long things may take.
    public init(limits: WaitLimits) { self.limits = limits }

    /// - Parameters:
    ///   - progress: how far the rollout is.
    ///   - problems: the problems of the current template's pods.
    ///   - elapsed: the time since the rollout began.
    /// - Returns: what to do.
    public mutating func look(
        at progress: RolloutProgress, problems: [PodProblem], elapsed: Duration
    ) -> Verdict {
        if progress == .complete { return .complete }
        let sightings = Dictionary(
            problems.map { (Sighting(pod: $0.pod, kind: $0.kind), $0) }, uniquingKeysWith: { first, _ in first })
        firstSeen = firstSeen.filter { sightings[$0.key] != nil }
        var lasting: [PodProblem] = []
        for (sighting, problem) in sightings {
            let since = firstSeen[sighting] ?? elapsed
            firstSeen[sighting] = since
            if elapsed - since >= limits.patience(for: problem) { lasting.append(problem) }
        }
        if !lasting.isEmpty { return Self.failed(lasting, []) }
        if case .exceeded = progress {
            return Self.failed(problems, ["the Deployment's own deadline for progress passed"])
        }
        if case .failed(let reason) = progress { return Self.failed(problems, [reason]) }
        if elapsed >= limits.total, case .waiting(let text, _, _) = progress {
            return Self.failed(problems, ["not rolled out within \(limits.total.components.seconds) s: \(text)"])
        }
        return .wait
    }

    /// Pods with the same problem are one reason.
    private static func failed(_ problems: [PodProblem], _ reasons: [String]) -> Verdict {
        let problems = problems.sorted { $0.pod < $1.pod }
        var reasons = reasons
        for text in Set(problems.map(\.text)).sorted() {
            let same = problems.filter { $0.text == text }
            let pods = same.map(\.pod).joined(separator: ", ")
            reasons.append(same.allSatisfy { $0.kind == .notMade } ? text : "pod \(pods): \(text)")
        }
        return .failed(problems, reasons: reasons)
    }
}
