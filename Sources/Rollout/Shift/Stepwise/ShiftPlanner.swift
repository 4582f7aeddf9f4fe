/// Decides what comes next in a shift in steps: a state machine without a clock and without a connection.
///
/// Both ways are the same: one ReplicaSet's pods take over from the others'. A pod that serves is first taken out of
/// its Services (which takes it out of its ReplicaSet too), lives on until every router has followed, and is stopped
/// only then. In its place its ReplicaSet makes one that is never scheduled, so that the Deployment's own controller
/// finds nothing else to stop. As pods that were taken out live on to the end, going back needs no new pod.
///
/// What it knows beyond the observation are the moments of its ``ShiftWatch``.
public struct ShiftPlanner: Sendable {
    private var watch: ShiftWatch

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
        _ seen: ShiftObservation, at now: Duration, objection: String? = nil, isApproved: Bool = true
    ) -> ShiftAction {
        watch.note(quiet: seen.pods.filter { $0.isDrained && !$0.isRouted }.map(\.name), at: now)
        guard let record = seen.record else { return .begin }
        if record.direction == .forward, let objection { return .turnBack(objection) }
        if !seen.isCountHeld { return .pin(replicas: seen.replicas) }

        if record.direction == .back {
            // Pods that were taken out are the quickest way back; with an open gate their ReplicaSet may be shrinking.
            if seen.isGateClosed, let pod = returning(to: record.origin, seen) { return .restore(pod: pod) }
            // A template whose ReplicaSet is held would look like a new one to the Deployment's controller.
            if let origin = seen.sets.first(where: { $0.name == record.origin }), !seen.isTemplateThere || origin.isHeld
            {
                if origin.isHeld { return .release(set: origin.name) }
                // As soon as it is the Deployment's own again, pods of it that count make others superfluous.
                if !origin.isGated { return .gate(set: origin.name) }
                guard origin.isSeen, origin.available == 0 else {
                    return .wait("the cluster has not seen the change yet")
                }
            }
        }
        guard seen.isTemplateThere else { return .redirect(surge: max(1, wanted(seen, record))) }
        guard seen.isSeen, let name = seen.current, let new = seen.sets.first(where: { $0.name == name }),
            record.direction == .back || name != record.origin
        else { return .wait("the cluster has not seen the change yet") }
        let old = seen.sets.filter { set in
            set.name != name && (set.replicas > 0 || set.isHeld || seen.pods.contains { $0.set == set.name })
        }
        return prepared(seen, new)
            ?? (seen.isGateClosed
                ? replaced(seen, record, by: new, old, at: now, isApproved: isApproved)
                : cleaned(seen, record, old))
    }

    /// Pods that were taken out of the ReplicaSet that shall serve come back into it.
    private func prepared(_ seen: ShiftObservation, _ new: ShiftObservation.PodSet) -> ShiftAction? {
        if new.isHeld { return .release(set: new.name) }
        if let pod = returning(to: new.name, seen) { return .restore(pod: pod) }
        guard let pod = seen.pods.first(where: { $0.set == new.name && $0.isHeld && !$0.isTerminating }) else {
            return nil
        }
        return new.isSeen ? .discard(pod: pod.name) : .wait("the cluster has not seen the change yet")
    }

    /// A pod that can go back into its ReplicaSet: one too many there, and any of them might be stopped.
    private func returning(to name: String, _ seen: ShiftObservation) -> String? {
        guard let set = seen.sets.first(where: { $0.name == name }),
            seen.pods.count(where: { $0.set == name && $0.isPresent }) < set.replicas
        else { return nil }
        return seen.pods.first { $0.set == name && $0.isDrained && !$0.isTerminating }?.name
    }

    /// One step: so many new pods serve, and as many old ones no longer do.
    private mutating func replaced(
        _ seen: ShiftObservation, _ record: ShiftRecord.Progress, by new: ShiftObservation.PodSet,
        _ old: [ShiftObservation.PodSet], at now: Duration, isApproved: Bool
    ) -> ShiftAction {
        if let set = old.first(where: { !$0.isHeld }) { return .hold(set: set.name) }
        let wanted = wanted(seen, record)
        if seen.surge != max(1, wanted) { return .surge(max(1, wanted)) }
        let serving = seen.pods.count { $0.set == new.name && $0.isServing }
        guard serving >= wanted else {
            watch.restart()
            return .wait("\(serving) of \(wanted) new pods serve")
        }
        let leaving = seen.pods.filter { $0.set != new.name && $0.isPresent }
        let answering = leaving.filter(\.isServing)
        let isLast = wanted >= seen.replicas
        // Those that do not serve go first, and only when nobody may need them any more.
        let candidate =
            isLast ? leaving.first { !$0.isServing } ?? answering.first : answering.first
        if let candidate, isLast || serving + answering.count > seen.replicas {
            guard old.allSatisfy(\.isSeen) else { return .wait("the cluster has not seen the change yet") }
            return .drain(pod: candidate.name)
        }
        if record.direction == .forward {
            if let waiting = watch.wait(record, wanted, of: seen.replicas, at: now, isApproved: isApproved) {
                return waiting
            }
            if !isLast { return .advance(step: ShiftPace.step(after: record, wanted, of: seen.replicas)) }
        }
        let drained = seen.pods.filter { $0.isDrained && !$0.isTerminating }
        let isQuiet = drained.allSatisfy { watch.isDrained($0.name, at: now, isFoundByName: seen.isFoundByName) }
        guard isQuiet else {
            return .wait("\(drained.count) old pods run on until no request can come any more")
        }
        return .commit
    }

    /// The Deployment's controller empties the old ReplicaSets; what was taken out of them goes, and nothing is left.
    private func cleaned(
        _ seen: ShiftObservation, _ record: ShiftRecord.Progress, _ old: [ShiftObservation.PodSet]
    ) -> ShiftAction {
        let isEmptied = !old.contains { set in
            set.replicas > 0 || seen.pods.contains { $0.set == set.name && !$0.isDrained && !$0.isTerminating }
        }
        guard isEmptied else { return .wait("the old ReplicaSet is emptied") }
        if let pod = seen.pods.first(where: { $0.isDrained && !$0.isTerminating }) { return .discard(pod: pod.name) }
        if let set = seen.sets.first(where: { $0.name != seen.current && !record.history.contains($0.name) }) {
            return .remove(set: set.name)
        }
        if let set = old.first(where: \.isHeld) { return .release(set: set.name) }
        return .finish
    }

    /// The new pods that the present step asks for.
    private func wanted(_ seen: ShiftObservation, _ record: ShiftRecord.Progress) -> Int {
        record.direction == .back ? seen.replicas : ShiftPace.pods(record.steps[record.step], of: seen.replicas)
    }
}
