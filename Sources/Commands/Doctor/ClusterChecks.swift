import KubernetesClient
import Reporting

/// The cluster of the kubeconfig: whether it answers, its nodes, and what is allowed.
struct ClusterChecks: Sendable {
    let options: ClusterOptions

    func run() async -> [DoctorCheck] {
        do {
            return try await options.open { client in await look(client) }
        } catch {
            // Nobody who only builds needs a cluster.
            let isAbsent = (error as? Failure)?.code == .kubeconfigUnusable && options.isUnset
            return [problem("kubeconfig", error, isAbsent ? .warning : .missing)]
        }
    }

    private func problem(_ name: String, _ error: any Error, _ state: DoctorCheck.State = .missing) -> DoctorCheck {
        DoctorCheck(
            area: "cluster", name: name, state: state, detail: DoctorWords.of(error), remedy: DoctorWords.hint(error),
            neededFor: DoctorNeed.of("cluster"))
    }

    private func look(_ client: KubernetesClient) async -> [DoctorCheck] {
        var checks: [DoctorCheck] = []
        do {
            let version = try await client.version()
            checks.append(
                DoctorCheck(
                    area: "cluster", name: "API server", state: .ok,
                    detail: "\(client.connection.server), Kubernetes \(version), from \(client.connection.origin)"))
        } catch {
            return [problem("API server", error)]
        }
        do {
            let nodes = try await client.list(.nodes, in: nil).items
            let counts = Dictionary(grouping: nodes) { $0.labels["kubernetes.io/arch"] ?? "unknown" }.mapValues(\.count)
            let hasARM = counts["arm64"] != nil
            checks.append(
                DoctorCheck(
                    area: "cluster", name: "nodes", state: hasARM ? .ok : .warning,
                    detail: counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", "),
                    remedy: hasARM ? nil : "for arm64 nodes on EKS: mixarch nodegroup plan CLUSTER"))
        } catch {
            checks.append(problem("nodes", error))
        }
        return checks + (await permissions(client))
    }

    private func permissions(_ client: KubernetesClient) async -> [DoctorCheck] {
        let here = client.namespace
        let reading = [
            ClusterAction("list", "nodes"), ClusterAction("list", "pods", in: here),
            ClusterAction("list", "events", in: here), ClusterAction("get", "deployments", group: "apps", in: here),
        ]
        let wanted: [(need: DoctorNeed, actions: [ClusterAction])] = [
            (
                .deploy,
                reading + [
                    ClusterAction("patch", "deployments", group: "apps", in: here),
                    ClusterAction("create", "deployments", group: "apps", in: here),
                    ClusterAction("patch", "services", in: here), ClusterAction("get", "pods/log", in: here),
                ]
            ),
            (
                .shift,
                reading + [
                    ClusterAction("patch", "deployments", group: "apps", in: here),
                    ClusterAction("create", "deployments", group: "apps", in: here),
                    ClusterAction("delete", "deployments", group: "apps", in: here),
                    ClusterAction("patch", "pods", in: here), ClusterAction("list", "endpoints", in: here),
                    ClusterAction("create", "configmaps", in: here),
                ]
            ),
            (
                .nodegroup,
                [
                    ClusterAction("list", "nodes"), ClusterAction("list", "pods"), ClusterAction("patch", "nodes"),
                    ClusterAction("create", "pods/eviction"), ClusterAction("list", "services"),
                    ClusterAction("list", "replicationcontrollers"), ClusterAction("list", "jobs", group: "batch"),
                    ClusterAction("list", "cronjobs", group: "batch"),
                ]
                    + ["daemonsets", "deployments", "statefulsets", "replicasets"].map {
                        ClusterAction("list", $0, group: "apps")
                    }
                    + ["mutatingwebhookconfigurations", "validatingwebhookconfigurations"].map {
                        ClusterAction("list", $0, group: "admissionregistration.k8s.io")
                    }
            ),
        ]
        var checks: [DoctorCheck] = []
        for (need, actions) in wanted {
            do {
                var denied: [String] = []
                for action in actions where !(try await client.allows(action)) {
                    denied.append("\(action.verb) \(action.resource)" + (action.namespace.map { " in \($0)" } ?? ""))
                }
                checks.append(
                    DoctorCheck(
                        area: "cluster", name: "permissions for \(need.rawValue)",
                        state: denied.isEmpty ? .ok : .missing,
                        detail: denied.isEmpty
                            ? "\(Plural.of(actions.count, "action")) allowed"
                            : "not allowed: " + denied.joined(separator: ", "),
                        remedy: denied.isEmpty ? nil : "ask for a Role or ClusterRole that allows it", neededFor: [need]
                    ))
            } catch {
                checks.append(problem("permissions for \(need.rawValue)", error))
            }
        }
        return checks
    }
}
