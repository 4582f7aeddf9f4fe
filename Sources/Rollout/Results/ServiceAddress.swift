import KubernetesClient
import RawJSON

/// Where a Service can be called from outside of the cluster.
public enum ServiceAddress {
    /// - Parameters:
    ///   - service: a Service.
    ///   - labels: the labels of pods.
    /// - Returns: whether the Service sends requests to such pods.
    public static func selects(_ service: KubernetesObject, _ labels: [String: String]) -> Bool {
        // A Service without a selector has its endpoints from elsewhere.
        guard let selector = service.json[path: "spec", "selector"]?.strings, !selector.isEmpty else { return false }
        return selector.allSatisfy { labels[$0.key] == $0.value }
    }

    /// - Parameter service: a Service.
    /// - Returns: the URLs of its load balancer; empty when it has none (yet).
    public static func urls(of service: KubernetesObject) -> [String] {
        let ports = (service.json[path: "spec", "ports"]?.array ?? []).filter {
            ($0["protocol"]?.string ?? "TCP") == "TCP"
        }
        return (service.json[path: "status", "loadBalancer", "ingress"]?.array ?? []).flatMap { ingress in
            guard let host = ingress["hostname"]?.string ?? ingress["ip"]?.string else { return [String]() }
            return ports.compactMap { port in
                port["port"]?.integer.map { url(host: host, port: $0, name: port["name"]?.string ?? "") }
            }
        }
    }

    /// - Parameter service: a Service.
    /// - Returns: whether it shall have a load balancer.
    public static func isExternal(_ service: KubernetesObject) -> Bool {
        service.json[path: "spec", "type"]?.string == "LoadBalancer"
    }

    private static func url(host: String, port: Int, name: String) -> String {
        let isSecure = port == 443 || name.hasPrefix("https")
        let isUsual = port == (isSecure ? 443 : 80)
        let bracketed = host.contains(":") ? "[\(host)]" : host
        return (isSecure ? "https://" : "http://") + bracketed + (isUsual ? "" : ":\(port)")
    }
}
