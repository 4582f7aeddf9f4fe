/// The moments that the planner of a shift remembers: a new one takes them anew, waits longer, and does the same.
struct ShiftWatch: Sendable {
    let pace: ShiftPace
    /// Since when a step's pods are as they should be.
    private var settled: (step: Int, since: Duration)?
    /// Since when pods that were taken out get no requests.
    private var quiet: [String: Duration] = [:]

    init(pace: ShiftPace) { self.pace = pace }

    /// Since when the present step is watched; nil before its pods are as they should be.
    var since: Duration? { settled?.since }

    /// A step's pods are not as they should be: it will be watched from its beginning.
    mutating func restart() { settled = nil }

    /// A step's pods are as they should be.
    /// - Parameters:
    ///   - record: the shift's, with the step.
    ///   - wanted: how many pods of the step are new.
    ///   - replicas: how many there are.
    ///   - now: the time.
    ///   - isApproved: whether checks have seen enough for the next step.
    /// - Returns: why nothing more is done now; nil when the step was watched for long enough.
    mutating func wait(
        _ record: ShiftRecord.Progress, _ wanted: Int, of replicas: Int, at now: Duration, isApproved: Bool
    ) -> ShiftAction? {
        if settled?.step != record.step { settled = (record.step, now) }
        guard now - (settled?.since ?? now) >= pace.hold else {
            return .wait("\(wanted) of \(replicas) pods are new: watched")
        }
        return isApproved ? nil : .wait("the checks have not seen enough yet")
    }

    /// - Parameters:
    ///   - pods: the names of those that were taken out, and get no requests any more.
    ///   - now: the time.
    mutating func note(quiet pods: [String], at now: Duration) {
        quiet = Dictionary(pods.map { ($0, quiet[$0] ?? now) }, uniquingKeysWith: { first, _ in first })
    }

    /// - Parameters:
    ///   - pod: the name of a pod that was taken out.
    ///   - now: the time.
    ///   - isFoundByName: whether clients find the pods by DNS.
    /// - Returns: whether no request can come any more.
    func isDrained(_ pod: String, at now: Duration, isFoundByName: Bool) -> Bool {
        quiet[pod].map { now - $0 >= pace.drainTime(isFoundByName: isFoundByName) } ?? false
    }
}
