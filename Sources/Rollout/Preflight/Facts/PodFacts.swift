import KubernetesClient
import RawJSON

/// What decides how much of a node a pod takes, and whom it does not want beside it.
struct PodFacts: Hashable, Sendable {
    let namespace: String
    let name: String
    let node: String?
    let labels: [String: String]
    let requests: Resources
    let hostPorts: Set<String>
    /// Whom it does not want beside it.
    let repulsions: [PodTerm]

    /// - Parameter pod: a pod; nil when it has ended and takes nothing.
    init?(_ pod: KubernetesObject) {
        let phase = pod.json[path: "status", "phase"]?.string
        guard phase != "Succeeded", phase != "Failed" else { return nil }
        let spec = pod.json["spec"] ?? .null
        namespace = pod.namespace ?? ""
        name = pod.name
        node = spec["nodeName"]?.string
        labels = pod.labels
        requests = Resources.ofPod(spec)
        hostPorts = Self.hostPorts(spec)
        repulsions = PodTerm.required(in: spec, "podAntiAffinity", namespace: namespace)
    }

    /// The node's ports that a pod takes, as `8080/TCP`.
    static func hostPorts(_ spec: JSONValue) -> Set<String> {
        let isOnHost = spec["hostNetwork"]?.bool == true
        let ports = (spec["containers"]?.array ?? []).flatMap { $0["ports"]?.array ?? [] }
        return Set(
            ports.compactMap { port in
                let number = port["hostPort"]?.integer ?? (isOnHost ? port["containerPort"]?.integer : nil)
                return number.flatMap { $0 == 0 ? nil : "\($0)/\(port["protocol"]?.string ?? "TCP")" }
            })
    }
}

/// A required term of pod affinity or anti-affinity (API: v1 PodAffinityTerm).
struct PodTerm: Hashable, Sendable {
    let selector: LabelSelector
    let topologyKey: String
    let namespaces: Set<String>

    /// - Parameters:
    ///   - spec: `spec` of a pod.
    ///   - kind: `podAffinity` or `podAntiAffinity`.
    ///   - namespace: the pod's own.
    static func required(in spec: JSONValue, _ kind: String, namespace: String) -> [PodTerm] {
        let terms = spec[path: "affinity", kind, "requiredDuringSchedulingIgnoredDuringExecution"]?.array ?? []
        return terms.map { term in
            let named = Set((term["namespaces"]?.array ?? []).compactMap(\.string))
            return PodTerm(
                selector: LabelSelector(term["labelSelector"] ?? .null),
                topologyKey: term["topologyKey"]?.string ?? "", namespaces: named.isEmpty ? [namespace] : named)
        }
    }

    /// Whether the term speaks of pods with these labels.
    func selects(_ labels: [String: String], in namespace: String) -> Bool {
        namespaces.contains(namespace) && selector.matches(labels)
    }
}
