import KubernetesClient
import RawJSON
import Reporting

/// What a shift in steps would change, in the order in which it would, when all goes well.
struct ShiftRehearsal {
    let changes: [PlannedChange]
    /// The record's ConfigMap.
    let map: KubernetesObject
    /// One change of each kind of object, each of which the server can check by itself.
    let samples: [ShiftChange]

    /// - Parameters:
    ///   - scene: the cluster as it is.
    ///   - record: the record that the shift would make.
    /// - Throws: ``Failure`` with code `bug`.
    init(_ scene: ShiftScene, _ record: ShiftRecord) throws(Failure) {
        map = try record.object(of: scene.workload)
        var samples: [ShiftChange] = []
        var changes = [
            PlannedChange(what: "the record of the shift", object: map.shortName, verb: "create", body: map.json)
        ]
        for action in scene.isOrdinal ? Self.ordinals(scene, record) : Self.pods(scene, record) {
            for change in try ShiftChange.changes(for: action, scene, record) {
                changes.append(Self.planned(change))
                if !samples.contains(where: { $0.type == change.type }) { samples.append(change) }
            }
        }
        self.samples = samples
        self.changes = changes
    }

    private static func first(_ scene: ShiftScene, _ record: ShiftRecord) -> [ShiftAction] {
        record.autoscaler == nil ? [] : [.pin(replicas: scene.replicas)]
    }

    private static func ordinals(_ scene: ShiftScene, _ record: ShiftRecord) -> [ShiftAction] {
        let turns = scene.ordinals.pods.sorted { $0.ordinal > $1.ordinal }.flatMap { pod -> [ShiftAction] in
            [
                .drain(pod: pod.name), .admit(ordinal: pod.ordinal), .discard(pod: pod.name),
                .wake(ordinal: pod.ordinal),
            ]
        }
        return first(scene, record) + [.redirect(surge: 0)] + turns + [.finish]
    }

    private static func pods(_ scene: ShiftScene, _ record: ShiftRecord) -> [ShiftAction] {
        let seen = scene.observation
        let counts = record.steps.map { ShiftPace.pods($0, of: seen.replicas) }
        let steps = counts.enumerated().filter { $0.offset == 0 || counts[$0.offset - 1] < $0.element }.map(\.element)
        let old = seen.pods.filter { $0.set == record.origin && $0.isPresent }.map(\.name)
        var actions = first(scene, record)
        actions += [.redirect(surge: max(1, steps.first ?? 0)), .hold(set: record.origin)]
        var gone = 0
        for (index, count) in steps.enumerated() {
            if index > 0 { actions.append(.surge(count)) }
            let leaving = index == steps.count - 1 ? old.count : min(count, old.count)
            actions += old[gone..<max(gone, leaving)].map { ShiftAction.drain(pod: $0) }
            gone = max(gone, leaving)
        }
        return actions + [.commit] + old.map { ShiftAction.discard(pod: $0) }
            + [.release(set: record.origin), .finish]
    }

    private static func planned(_ change: ShiftChange) -> PlannedChange {
        let object = "\(change.type.kind.lowercased())/\(change.name)"
        return switch change.kind {
        case .patch(let patch): PlannedChange(what: change.title, object: object, verb: "patch", body: patch)
        case .delete: PlannedChange(what: change.title, object: object, verb: "delete", body: nil)
        }
    }
}
