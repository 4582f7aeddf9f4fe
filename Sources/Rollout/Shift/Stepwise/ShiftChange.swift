import KubernetesClient
import RawJSON
import Reporting

/// One request that changes the cluster, worked out without sending it.
struct ShiftChange: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        /// A merge patch (RFC 7386).
        case patch(JSONValue)
        /// Only when the object is still the same.
        case delete(uid: String?)
    }

    let title: String
    let type: ResourceType
    let name: String
    let kind: Kind

    /// - Parameters:
    ///   - action: what to do; neither to begin nor to wait.
    ///   - scene: what it was decided on.
    ///   - record: the record as it was read.
    /// - Returns: the requests; none when the object is gone.
    /// - Throws: ``Failure`` with code `bug`.
    static func changes(
        for action: ShiftAction, _ scene: ShiftScene, _ record: ShiftRecord
    ) throws(Failure) -> [ShiftChange] {
        let workload = scene.workload
        let patches = ShiftPatches(workload, record)
        let ordinals = OrdinalPatches(workload, record)
        let type: ResourceType = scene.isOrdinal ? .statefulSets : .deployments
        let recordName = ShiftRecord.name(of: workload.kind, workload.name)
        func change(_ title: String, _ patch: JSONValue) -> [ShiftChange] {
            [ShiftChange(title: title, type: type, name: workload.name, kind: .patch(patch))]
        }
        func note(_ title: String, _ edit: (inout ShiftRecord) -> Void) throws(Failure) -> [ShiftChange] {
            var edited = record
            edit(&edited)
            return [
                ShiftChange(
                    title: title, type: .configMaps, name: recordName,
                    kind: .patch(try edited.patch(after: scene.recordVersion)))
            ]
        }
        func change(set name: String, _ title: String, _ patch: (KubernetesObject) -> JSONValue) -> [ShiftChange] {
            guard let set = scene.set(name) else { return [] }
            return [ShiftChange(title: title, type: .replicaSets, name: name, kind: .patch(patch(set)))]
        }
        switch action {
        case .begin, .wait: return []
        case .turnBack(let reason):
            return try note("remember that it goes back") {
                $0.direction = .back
                $0.reason = reason
            }
        case .advance(let step):
            return try note("next step: \(record.steps[step]) %") { $0.step = step }
        case .pin(let replicas):
            guard let held = record.autoscaler else { return [] }
            return [
                ShiftChange(
                    title: "horizontalpodautoscaler/\(held.name) is kept at \(replicas) pods", type: .autoscalers,
                    name: held.name, kind: .patch(HeldAutoscaler.hold(at: replicas)))
            ]
        case .admit(let ordinal):
            return change("pod \(ordinal) is made on \(record.target) when it is made anew", ordinals.admit(ordinal))
        case .wake(let ordinal): return change("the place of pod \(ordinal) is free", ordinals.wake(ordinal))
        case .redirect(let surge):
            let place = record.direction == .forward ? "on \(record.target)" : "where it was"
            if scene.isOrdinal { return change("new pods \(place), none at first", ordinals.redirect()) }
            return change("new pods \(place), \(surge) at first", patches.redirect(surge: surge))
        case .surge(let count): return change("\(count) new pods", patches.surge(count))
        case .commit: return change("the new pods are the Deployment's own", patches.commit())
        case .hold(let name):
            return change(set: name, "replicaset/\(name) starts no pod from now on", HeldTemplate.hold)
        case .gate(let name):
            return change(set: name, "pods of replicaset/\(name) do not count for now", ShiftPatches.gating)
        case .release(let name): return change(set: name, "replicaset/\(name) as it was", HeldTemplate.release)
        case .remove(let name):
            let type: ResourceType = scene.isOrdinal ? .revisions : .replicaSets
            return [
                ShiftChange(
                    title: "\(type.kind.lowercased())/\(name) is deleted", type: type, name: name,
                    kind: .delete(uid: scene.set(name)?.uid))
            ]
        case .drain(let name):
            guard let pod = scene.pod(name), let set = scene.setName(of: pod) else { return [] }
            let patch = try DrainedPod.patch(for: pod, of: set, workload: workload, services: scene.services)
            return [ShiftChange(title: "no new requests to pod \(name)", type: .pods, name: name, kind: .patch(patch))]
        case .restore(let name):
            guard let pod = scene.pod(name), let drained = DrainedPod(pod) else { return [] }
            return [
                ShiftChange(
                    title: "requests to pod \(name) again", type: .pods, name: name,
                    kind: .patch(drained.restoring(pod)))
            ]
        case .discard(let name):
            return [
                ShiftChange(
                    title: "pod \(name) is stopped", type: .pods, name: name, kind: .delete(uid: scene.pod(name)?.uid))
            ]
        case .finish:
            let end = ShiftChange(
                title: "the record of the shift is deleted", type: .configMaps, name: recordName,
                kind: .delete(uid: nil))
            let settings = change(
                "the \(workload.kind)'s settings as they were", scene.isOrdinal ? ordinals.finish() : patches.finish())
            return settings + release(record) + [end]
        }
    }

    private static func release(_ record: ShiftRecord) -> [ShiftChange] {
        guard let held = record.autoscaler else { return [] }
        return [
            ShiftChange(
                title: "horizontalpodautoscaler/\(held.name) as it was", type: .autoscalers, name: held.name,
                kind: .patch(held.release))
        ]
    }
}
