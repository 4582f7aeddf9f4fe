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
        let deployment = scene.deployment
        let patches = ShiftPatches(deployment, record)
        func change(_ title: String, _ patch: JSONValue) -> [ShiftChange] {
            [ShiftChange(title: title, type: .deployments, name: deployment.name, kind: .patch(patch))]
        }
        func note(_ title: String, _ edit: (inout ShiftRecord) -> Void) throws(Failure) -> [ShiftChange] {
            var edited = record
            edit(&edited)
            return [
                ShiftChange(
                    title: title, type: .configMaps, name: ShiftRecord.name(of: deployment.name),
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
        case .redirect(let surge):
            let place = record.direction == .forward ? "on \(record.target)" : "where it was"
            return change("new pods \(place), \(surge) at first", patches.redirect(surge: surge))
        case .surge(let count): return change("\(count) new pods", patches.surge(count))
        case .commit: return change("the new pods are the Deployment's own", patches.commit())
        case .hold(let name):
            return change(set: name, "replicaset/\(name) starts no pod from now on", HeldTemplate.hold)
        case .gate(let name):
            return change(set: name, "pods of replicaset/\(name) do not count for now", ShiftPatches.gating)
        case .release(let name): return change(set: name, "replicaset/\(name) as it was", HeldTemplate.release)
        case .remove(let name):
            return [
                ShiftChange(
                    title: "replicaset/\(name) is deleted", type: .replicaSets, name: name,
                    kind: .delete(uid: scene.set(name)?.uid))
            ]
        case .drain(let name):
            guard let pod = scene.pod(name), let set = scene.setName(of: pod) else { return [] }
            let patch = try DrainedPod.patch(for: pod, of: set, deployment: deployment, services: scene.services)
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
                title: "the record of the shift is deleted", type: .configMaps,
                name: ShiftRecord.name(of: deployment.name), kind: .delete(uid: nil))
            return change("the Deployment's settings as they were", patches.finish()) + [end]
        }
    }
}
