import KubernetesClient
import RawJSON

/// What goes by the labels that a pod loses when it leaves its Services, and who needs long to notice.
enum DrainCheck {
    /// - Parameters:
    ///   - template: what the pods are made from.
    ///   - workload: theirs.
    ///   - services: the Services of the namespace.
    ///   - policies: its NetworkPolicies.
    /// - Returns: what may matter.
    static func warnings(
        of template: PodTemplate, of workload: KubernetesObject, services: [KubernetesObject],
        policies: [KubernetesObject]
    ) -> [String] {
        let taken = DrainedPod.superfluousLabels(of: template.labels, of: workload, services: services)
        let left = template.labels.filter { taken[$0.key] == nil }
        var warnings: [String] = []
        for policy in policies {
            let selector = LabelSelector(policy.json[path: "spec", "podSelector"] ?? [:])
            guard selector.matches(template.labels) != selector.matches(left) else { continue }
            warnings.append(
                "\(policy.shortName) goes by the label \(taken.keys.sorted().joined(separator: ", ")), which old pods lose "
                    + "before they stop: their last requests may not get through")
        }
        for service in services where ServiceAddress.selects(service, template.labels) {
            let annotations = service.annotations
            let isDirect =
                annotations["service.beta.kubernetes.io/aws-load-balancer-nlb-target-type"] == "ip"
                || annotations["service.beta.kubernetes.io/aws-load-balancer-type"] == "nlb-ip"
            if isDirect {
                warnings.append(
                    "the load balancer of \(service.shortName) sends requests to pods by itself, and takes a minute or two to "
                        + "follow: --drain 2m")
            }
        }
        return warnings
    }
}
