import AWSClient
import KubernetesClient
import RawJSON

/// What runs in a cluster, as far as it matters to new nodes.
package struct ClusterContents: Sendable {
    /// The cluster's name.
    package var cluster = ""
    /// DaemonSets, Deployments, StatefulSets, CronJobs; Jobs and pods that belong to nothing else.
    package var workloads: [KubernetesObject] = []
    package var services: [KubernetesObject] = []
    /// MutatingWebhookConfigurations and ValidatingWebhookConfigurations.
    package var webhooks: [KubernetesObject] = []
    package var addons: [EKSAddon] = []
    /// The versions that each add-on can have in this cluster, the newest first.
    package var addonVersions: [String: [EKSAddonVersion]] = [:]
    package var images: [String: ImageAnswer] = [:]
    /// What could not be asked, and why.
    package var gaps: [String] = []
    /// What is worth knowing, and changes nothing.
    package var notes: [String] = []

    package init() {}
}

/// An admission webhook, and the pods that answer it.
struct AdmissionHook {
    let name: String
    /// `Fail` keeps objects from being made when nothing answers.
    let failurePolicy: String
    let namespace: String
    let selector: [String: String]

    /// - Returns: the webhooks that Services answer.
    static func all(in contents: ClusterContents) -> [AdmissionHook] {
        contents.webhooks.flatMap { configuration in
            (configuration.json["webhooks"]?.array ?? []).compactMap { hook in
                guard let name = hook[path: "clientConfig", "service", "name"]?.string,
                    let namespace = hook[path: "clientConfig", "service", "namespace"]?.string,
                    let service = contents.services.first(where: { $0.name == name && $0.namespace == namespace }),
                    let selector = service.json[path: "spec", "selector"]?.strings, !selector.isEmpty
                else { return nil }
                return AdmissionHook(
                    name: configuration.name, failurePolicy: hook["failurePolicy"]?.string ?? "Fail",
                    namespace: namespace, selector: selector)
            }
        }
    }

    func isAnswered(by object: KubernetesObject, _ template: PodTemplate) -> Bool {
        object.namespace == namespace && selector.allSatisfy { template.labels[$0.key] == $0.value }
    }
}
