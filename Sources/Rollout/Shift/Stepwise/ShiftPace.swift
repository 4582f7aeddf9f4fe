import Reporting

/// How fast a shift goes.
public struct ShiftPace: Sendable, Hashable {
    /// The steps when nothing is said.
    public static let usualSteps = [10, 50, 100]
    /// How long a step is watched, and a pod lives on, when nothing is said.
    public static let usualTime = Duration.seconds(10)

    /// The share of the pods, in percent, that is new after each step; the last is 100.
    public let steps: [Int]
    /// How long each step is watched before the next one.
    public let hold: Duration
    /// How long a pod that left its Services' endpoints lives on: until every router has followed; nil for what its Services
    /// are like.
    public let drain: Duration?
    /// The same when nothing is said, where clients find pods by DNS: CoreDNS lets them keep an answer for 30 seconds.
    public static let usualTimeByName = Duration.seconds(40)

    /// - Parameters:
    ///   - steps: the share of new pods after each step, in percent, growing; 100 is added when it misses.
    ///   - hold: how long each step is watched before the next one.
    ///   - drain: how long a pod that left its Services' endpoints lives on; nil for what its Services are like.
    /// - Throws: ``Failure`` with code `usage` when the steps do not grow from above 0 to 100.
    public init(
        steps: [Int] = usualSteps, hold: Duration = usualTime, drain: Duration? = nil
    ) throws(Failure) {
        let isGrowing = zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 }
        guard let first = steps.first, let last = steps.last, isGrowing, first > 0, last <= 100 else {
            throw Failure(
                .usage, "the steps \(steps.map(String.init).joined(separator: ",")) lead nowhere",
                hint: "they are growing percentages from 1 to 100, such as 10,50,100")
        }
        self.steps = last == 100 ? steps : steps + [100]
        self.hold = hold
        self.drain = drain
    }

    /// - Parameter isFoundByName: whether a headless Service selects the pods.
    /// - Returns: how long a pod that left its Services' endpoints lives on.
    func drainTime(isFoundByName: Bool) -> Duration {
        drain ?? (isFoundByName ? Self.usualTimeByName : Self.usualTime)
    }

    /// - Parameters:
    ///   - percent: a step.
    ///   - replicas: the pods that the workload has.
    /// - Returns: the new pods after that step: never none of some.
    static func pods(_ percent: Int, of replicas: Int) -> Int {
        min(replicas, (replicas * percent + 99) / 100)
    }

    /// The next step that needs more pods than there are; with few pods several steps are the same.
    static func step(after record: ShiftRecord.Progress, _ pods: Int, of replicas: Int) -> Int {
        let later = record.steps.indices.dropFirst(record.step + 1)
        return later.first { Self.pods(record.steps[$0], of: replicas) > pods } ?? record.steps.count - 1
    }
}
