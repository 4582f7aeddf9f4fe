import KubernetesClient
import RawJSON

/// A HorizontalPodAutoscaler whose bounds are kept at the number of pods for the time of a shift, and what they were.
package struct HeldAutoscaler: Hashable, Sendable {
    package let name: String
    /// `minReplicas` before.
    package let least: Int
    /// `maxReplicas` before.
    package let most: Int

    /// - Parameters:
    ///   - autoscaler: a HorizontalPodAutoscaler (autoscaling/v1).
    ///   - workload: the workload; nil when the autoscaler is somebody else's, or can't change its number of pods.
    package init?(_ autoscaler: KubernetesObject, of workload: KubernetesObject) {
        let target = autoscaler.json[path: "spec", "scaleTargetRef"]
        // With no pods an autoscaler is switched off.
        guard target?["kind"]?.string == workload.kind, target?["name"]?.string == workload.name,
            workload.json[path: "spec", "replicas"]?.integer != 0
        else { return nil }
        let bounds = Self.bounds(of: autoscaler)
        guard bounds.least != bounds.most else { return nil }
        self.init(name: autoscaler.name, least: bounds.least, most: bounds.most)
    }

    /// - Parameter json: what ``json`` gave; nil when it is something else.
    init?(_ json: JSONValue) {
        guard let name = json["name"]?.string, let least = json["min"]?.integer, let most = json["max"]?.integer else {
            return nil
        }
        self.init(name: name, least: least, most: most)
    }

    private init(name: String, least: Int, most: Int) {
        self.name = name
        self.least = least
        self.most = most
    }

    var json: JSONValue {
        ["name": .string(name), "min": .integer(Int64(least)), "max": .integer(Int64(most))]
    }

    static func bounds(of autoscaler: KubernetesObject) -> (least: Int, most: Int) {
        let least = autoscaler.json[path: "spec", "minReplicas"]?.integer ?? 1
        return (least, autoscaler.json[path: "spec", "maxReplicas"]?.integer ?? least)
    }

    /// - Parameter count: the pods that there shall be.
    static func hold(at count: Int) -> JSONValue {
        ["spec": ["minReplicas": .integer(Int64(count)), "maxReplicas": .integer(Int64(count))]]
    }

    /// The merge patch that makes it what it was.
    var release: JSONValue {
        ["spec": ["minReplicas": .integer(Int64(least)), "maxReplicas": .integer(Int64(most))]]
    }
}
