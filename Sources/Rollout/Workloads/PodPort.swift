import KubernetesClient
import RawJSON

/// Where a pod takes requests.
enum PodPort {
    /// - Parameters:
    ///   - pod: a pod.
    ///   - labels: its labels, those included that a shift took away.
    ///   - services: the Services of its namespace.
    /// - Returns: the port that the pod's Service sends requests to, else the first that it names, else 80.
    static func number(of pod: KubernetesObject, labels: [String: String], services: [KubernetesObject]) -> Int {
        let ports = (pod.json[path: "spec", "containers"]?.array ?? []).flatMap { $0["ports"]?.array ?? [] }
        let service = services.first { ServiceAddress.selects($0, labels) }
        let target = service?.json[path: "spec", "ports"]?.array?.first.flatMap { $0["targetPort"] ?? $0["port"] }
        if let number = target?.integer { return number }
        let named = ports.first { $0["name"]?.string != nil && $0["name"]?.string == target?.string }
        return (named ?? ports.first)?["containerPort"]?.integer ?? 80
    }
}
