import KubernetesClient
import RawJSON

/// A ReplicaSet whose next pods are not to run: they wait for a scheduler that does not exist.
///
/// Such a pod never runs, so it is what the ReplicaSet stops first; and as no scheduler ever looks at it, no autoscaler
/// makes a node for it.
package enum HeldTemplate {
    /// The name of the scheduler that does not exist.
    static let scheduler = "mixarch-held"
    private static let annotation = "mixarch/scheduler"
    private static let usual = "default-scheduler"

    /// - Parameter set: a ReplicaSet.
    package static func isHeld(_ set: KubernetesObject) -> Bool {
        set.json[path: "spec", "template", "spec", "schedulerName"]?.string == scheduler
    }

    /// - Parameter pod: a pod.
    static func isHeld(pod: KubernetesObject) -> Bool {
        pod.json[path: "spec", "schedulerName"]?.string == scheduler
    }

    /// The merge patch that holds a ReplicaSet.
    package static func hold(_ set: KubernetesObject) -> JSONValue {
        let own = set.json[path: "spec", "template", "spec", "schedulerName"]?.string ?? usual
        return patch(set, scheduler: scheduler, annotation: .string(own))
    }

    /// The merge patch that makes it what it was.
    package static func release(_ set: KubernetesObject) -> JSONValue {
        patch(set, scheduler: set.annotations[annotation] ?? usual, annotation: .null)
    }

    private static func patch(_ set: KubernetesObject, scheduler: String, annotation value: JSONValue) -> JSONValue {
        [
            "metadata": ["uid": .string(set.uid ?? ""), "annotations": [annotation: value]],
            "spec": ["template": ["spec": ["schedulerName": .string(scheduler)]]],
        ]
    }
}
