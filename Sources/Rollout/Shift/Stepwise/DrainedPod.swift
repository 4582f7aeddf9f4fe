import KubernetesClient
import RawJSON
import Reporting

/// A pod that was taken out of its Services and its ReplicaSet or StatefulSet, and what it needs to come back.
///
/// Services find pods by labels: without one of them requests go elsewhere, while the program runs on. Without its
/// `pod-template-hash` no ReplicaSet counts it, and without a label of its selector no StatefulSet. The workload owns it,
/// so that it goes with it.
package struct DrainedPod {
    /// The label of such pods; its value is the workload's UID.
    package static let label = "mixarch/drained-from"
    private static let annotation = "mixarch/drained"
    private static let hash = "pod-template-hash"

    /// The ReplicaSet that it belonged to; of a StatefulSet's pod, its revision.
    package let set: String
    /// The labels that were removed.
    let labels: [String: String]
    private let owners: JSONValue

    /// - Parameter pod: a pod; nil when it was not taken out.
    package init?(_ pod: KubernetesObject) {
        guard pod.labels[Self.label] != nil, let text = pod.annotations[Self.annotation],
            let json = try? JSONValue(parsing: text.utf8, source: pod.shortName), let set = json["set"]?.string
        else { return nil }
        self.set = set
        labels = json["labels"]?.strings ?? [:]
        owners = json["owners"] ?? []
    }

    /// The labels to take from a pod so that no Service finds it: as few as possible, since network policies and
    /// disruption budgets go by labels too.
    /// - Parameters:
    ///   - labels: the pod's labels.
    ///   - workload: its Deployment or StatefulSet.
    ///   - services: the Services of its namespace.
    static func superfluousLabels(
        of labels: [String: String], of workload: KubernetesObject, services: [KubernetesObject]
    ) -> [String: String] {
        var left = labels
        left[hash] = nil
        for service in services where ServiceAddress.selects(service, left) {
            let selector = service.json[path: "spec", "selector"]?.strings ?? [:]
            if let key = selector.keys.sorted().first { left[key] = nil }
        }
        let selector = LabelSelector(workload.json[path: "spec", "selector"] ?? .null)
        if workload.kind == "StatefulSet", selector.matches(left),
            let key = selector.keys.first(where: { left[$0] != nil })
        {
            left[key] = nil
        }
        return labels.filter { left[$0.key] == nil }
    }

    /// - Parameters:
    ///   - pod: a pod that serves.
    ///   - set: its ReplicaSet or revision.
    ///   - workload: its Deployment or StatefulSet.
    ///   - services: the Services of its namespace.
    /// - Returns: the merge patch that takes it out.
    package static func patch(
        for pod: KubernetesObject, of set: String, workload: KubernetesObject, services: [KubernetesObject]
    ) throws(Failure) -> JSONValue {
        let taken = superfluousLabels(of: pod.labels, of: workload, services: services)
        let note: JSONValue = [
            "set": .string(set), "labels": .object(taken.mapValues { .string($0) }),
            "owners": pod.json[path: "metadata", "ownerReferences"] ?? [],
        ]
        var labels = JSONValue.object(taken.mapValues { _ in .null })
        labels[label] = .string(workload.uid ?? "")
        return [
            "metadata": [
                "uid": .string(pod.uid ?? ""), "labels": labels,
                "annotations": [annotation: .string(String(decoding: try note.encoded(), as: UTF8.self))],
                "ownerReferences": [workload.asOwner],
            ]
        ]
    }

    /// The merge patch that puts it back: its ReplicaSet and its Services find it again.
    /// - Parameter pod: the pod as it is.
    package func restoring(_ pod: KubernetesObject) -> JSONValue {
        var labels = JSONValue.object(self.labels.mapValues { .string($0) })
        labels[Self.label] = .null
        return [
            "metadata": [
                "uid": .string(pod.uid ?? ""), "labels": labels, "annotations": [Self.annotation: .null],
                "ownerReferences": owners,
            ]
        ]
    }
}
