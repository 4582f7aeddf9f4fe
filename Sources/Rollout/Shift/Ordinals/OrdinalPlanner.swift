/// Decides what comes next in a shift of a StatefulSet: a state machine without a clock and without a connection.
///
/// A pod with a name of its own can't run twice, so one at a time is away: it is taken out of its Services (and so of its
/// StatefulSet), lives on until every router has followed, is deleted, and its StatefulSet makes it anew. The next one
/// is touched only when all pods serve again.
///
/// On the way there the partition protects pods that have not had their turn: whatever happens to one, it comes back as
/// it was. It is lowered over a pod only when that pod has left its StatefulSet, whose controller would stop it at once
/// otherwise. On the way back the strategy is `OnDelete`: each pod that is made anew is one of the old template, in
/// whatever order, so that one that does not work is replaced first.
///
/// What it knows beyond the observation are moments, as its ``ShiftWatch`` does: a new planner waits longer, and does the same.
public struct OrdinalPlanner: Sendable {
    /// Until the StatefulSet's controller acts on a change of it rather than on what was before: it watches pods and
    /// StatefulSets separately.
    private static let settling = Duration.seconds(3)
    /// Between two reminders.
    private static let reminding = Duration.seconds(5)

    private var watch: ShiftWatch
    /// Since when the StatefulSet is as it is.
    private var standing: (partition: Int?, direction: ShiftRecord.Direction, since: Duration)?
    private var reminded: Duration?

    /// - Parameter pace: how fast it goes.
    public init(pace: ShiftPace) { watch = ShiftWatch(pace: pace) }

    /// Since when the present step is watched; nil before its pods are as they should be.
    public var watchedSince: Duration? { watch.since }

    /// - Parameters:
    ///   - seen: the cluster as it is.
    ///   - now: the time.
    ///   - objection: why everything has to go back; nil to go on.
    ///   - isApproved: whether checks have seen enough for the next step.
    /// - Returns: what to do. After ``ShiftAction/finish`` there is nothing left.
    public mutating func next(
        _ seen: OrdinalObservation, at now: Duration, objection: String? = nil, isApproved: Bool = true
    ) -> ShiftAction {
        note(seen, at: now)
        guard let record = seen.record else { return .begin }
        if let pod = doomed(seen, record) { return .drain(pod: pod.name) }
        if record.direction == .forward, let objection { return .turnBack(objection) }
        if !seen.isCountHeld { return .pin(replicas: seen.replicas) }
        guard seen.isTemplateThere else { return .redirect(surge: 0) }
        guard let standing, now - standing.since >= Self.settling else {
            return .wait("the cluster has not seen the change yet")
        }
        if record.direction == .forward, seen.revision == nil || seen.revision == record.origin {
            return .wait("the cluster has not seen the change yet")
        }
        if let action = handled(seen, record, at: now) { return action }
        return record.direction == .forward
            ? advanced(seen, record, at: now, isApproved: isApproved) : returned(seen, record)
    }

    /// A pod that the StatefulSet's controller stops as soon as it is ready, whether requests come or not: one of the old
    /// template that the partition does not protect. The controller makes it when a pod that had left dies just after the
    /// partition was lowered over it, and before the controller has seen that. Once it has left too, nobody stops it.
    private func doomed(
        _ seen: OrdinalObservation, _ record: ShiftRecord.Progress
    ) -> OrdinalObservation.Pod? {
        guard let partition = seen.partition, let revision = seen.revision, revision != record.origin,
            // As long as a pod's name is taken, the controller stops no other one.
            !seen.pods.contains(where: \.isDrained)
        else { return nil }
        let open = partition..<max(partition, seen.replicas)
        return seen.pods.filter { open.contains($0.ordinal) && $0.revision == record.origin && !$0.isTerminating }
            .max { $0.ordinal < $1.ordinal }
    }

    /// What was begun with one pod goes on first; nil when every pod is in its place.
    private mutating func handled(
        _ seen: OrdinalObservation, _ record: ShiftRecord.Progress, at now: Duration
    ) -> ShiftAction? {
        for pod in seen.pods where pod.isDrained {
            if pod.isTerminating { return reminder(pod.ordinal, "pod \(pod.name) stops", at: now, isDue: false) }
            let isStaying = pod.ordinal < seen.replicas
            if record.direction == .back, pod.revision == record.origin, isStaying { return .restore(pod: pod.name) }
            guard watch.isDrained(pod.name, at: now, isFoundByName: seen.isFoundByName) else {
                return .wait("pod \(pod.name) runs on until no request can come any more")
            }
            // A pod that left, and that nobody makes anew, is in nobody's way.
            guard isStaying, let partition = seen.partition, partition > pod.ordinal else {
                return .discard(pod: pod.name)
            }
            return opened(pod, seen, record)
        }
        if record.direction == .back, let action = failed(seen, record) { return action }
        let present = Set(seen.pods.map(\.ordinal))
        if let missing = (0..<seen.replicas).reversed().first(where: { !present.contains($0) }) {
            return reminder(missing, "pod \(missing) is made anew", at: now, isDue: true)
        }
        reminded = nil
        return nil
    }

    /// On the way back a pod that does not serve is what goes first: that costs nobody an answer, and the controller, which
    /// makes pods in order, makes none above it before it is ready.
    private func failed(_ seen: OrdinalObservation, _ record: ShiftRecord.Progress) -> ShiftAction? {
        let isFailing = { (pod: OrdinalObservation.Pod) in
            pod.ordinal < seen.replicas && pod.revision != record.origin && !pod.isServing
        }
        return seen.pods.first(where: isFailing).map { pod in
            pod.isTerminating ? .wait("pod \(pod.name) stops") : .discard(pod: pod.name)
        }
    }

    /// The partition is lowered over a pod that has left; those above it, if somebody has scaled meanwhile, would be
    /// stopped as they are, and have their turn first.
    private func opened(
        _ pod: OrdinalObservation.Pod, _ seen: OrdinalObservation, _ record: ShiftRecord.Progress
    ) -> ShiftAction {
        let isTopmost = !seen.pods.contains {
            $0.ordinal > pod.ordinal && !$0.isDrained && !$0.isTerminating && $0.revision == record.origin
        }
        return isTopmost ? .admit(ordinal: pod.ordinal) : .restore(pod: pod.name)
    }

    /// The controller tries again later and later as long as a pod's name is taken; a change of its StatefulSet wakes it.
    private mutating func reminder(_ ordinal: Int, _ text: String, at now: Duration, isDue: Bool) -> ShiftAction {
        guard isDue, reminded.map({ now - $0 >= Self.reminding }) ?? true else { return .wait(text) }
        reminded = now
        return .wake(ordinal: ordinal)
    }

    private mutating func advanced(
        _ seen: OrdinalObservation, _ record: ShiftRecord.Progress, at now: Duration, isApproved: Bool
    ) -> ShiftAction {
        let wanted = ShiftPace.pods(record.steps[record.step], of: seen.replicas)
        let own = seen.pods.filter { $0.ordinal < seen.replicas }
        let serving = own.count(where: \.isServing)
        guard serving >= seen.replicas else {
            watch.restart()
            return .wait("\(serving) of \(seen.replicas) pods serve")
        }
        // The controller does nothing else as long as a pod's name is taken.
        guard own.count == seen.pods.count else { return .wait("pods that are one too many stop") }
        let left = own.filter { $0.revision == record.origin }
        if seen.replicas - left.count < wanted, let next = left.max(by: { $0.ordinal < $1.ordinal }) {
            watch.restart()
            return drain(next, seen)
        }
        if let waiting = watch.wait(record, wanted, of: seen.replicas, at: now, isApproved: isApproved) {
            return waiting
        }
        if wanted < seen.replicas {
            return .advance(step: ShiftPace.step(after: record, wanted, of: seen.replicas))
        }
        return seen.isSeen ? .finish : .wait("the cluster has not seen the change yet")
    }

    private func returned(_ seen: OrdinalObservation, _ record: ShiftRecord.Progress) -> ShiftAction {
        let own = seen.pods.filter { $0.ordinal < seen.replicas }
        let serving = own.count(where: \.isServing)
        guard serving >= seen.replicas else { return .wait("\(serving) of \(seen.replicas) pods serve") }
        let foreign = own.filter { $0.revision != record.origin }
        if let next = foreign.max(by: { $0.ordinal < $1.ordinal }) { return drain(next, seen) }
        if let made = seen.revisions.first(where: { $0 != record.origin && !record.history.contains($0) }) {
            return .remove(set: made)
        }
        return .finish
    }

    private func drain(_ pod: OrdinalObservation.Pod, _ seen: OrdinalObservation) -> ShiftAction {
        // With one pod nobody expects that it is never away.
        if let budget = seen.blocking, seen.replicas > 1 {
            return .wait("the disruption budget \(budget) lets no pod be taken out now")
        }
        return .drain(pod: pod.name)
    }

    private mutating func note(_ seen: OrdinalObservation, at now: Duration) {
        watch.note(quiet: seen.pods.filter { $0.isDrained && !$0.isRouted }.map(\.name), at: now)
        guard let direction = seen.record?.direction, seen.isTemplateThere else {
            standing = nil
            return
        }
        if standing?.partition != seen.partition || standing?.direction != direction {
            standing = (seen.partition, direction, now)
        }
    }
}
