import KubernetesClient
import Platforms
import RawJSON

/// Decides whether a Deployment can be moved, from facts alone.
package struct ShiftPreflight {
    /// Why it can't, each with what to do; empty when it can.
    package let problems: [String]
    /// What may matter although it can.
    package let warnings: [String]

    /// - Parameters:
    ///   - deployment: the Deployment as it is.
    ///   - target: where its pods shall go.
    ///   - isStepwise: whether old and new pods are to run side by side.
    ///   - facts: the cluster.
    ///   - images: what is known of the images.
    package init(
        of deployment: KubernetesObject, to target: Architecture, isStepwise: Bool, facts: ClusterFacts,
        images: [String: ImageFacts]
    ) {
        guard let template = PodTemplate(of: deployment.selecting(target)) else {
            self.problems = ["\(deployment.shortName) has no pod template"]
            self.warnings = []
            return
        }
        let namespace = deployment.namespace ?? ""
        let replicas = deployment.json[path: "spec", "replicas"]?.integer ?? 1
        let basic = Preflight(of: template, architecture: target, nodes: facts.nodes, images: images)
        var problems = Self.state(of: deployment, isStepwise: isStepwise) + basic.problems
        var warnings = basic.warnings + facts.gaps
        problems += RuntimeFlagCheck.problems(of: template, target: target.name)
        problems += DisruptionBudgetCheck.problems(of: template.labels, budgets: facts.budgets)
        problems += ManagerCheck.problems(
            of: deployment, autoscalers: isStepwise ? facts.autoscalers : [])
        warnings += ManagerCheck.warnings(of: deployment) + VolumeCheck.warnings(of: template)

        var nodes = Placement(of: template, architecture: target, nodes: facts.nodes).nodes
        let present = Set(
            facts.pods.filter { $0.namespace == namespace && Self.isOwn($0, deployment) }.compactMap(\.node))
        warnings += DaemonCheck.warnings(
            facts.daemonSets, pods: facts.daemonPods, present: present, nodes: nodes)
        let volumes = VolumeCheck(claims: facts.claims, volumes: facts.volumes)
        problems += volumes.problems(of: template, narrowing: &nodes)
        if isStepwise {
            // Old pods stay to the end, and each has a stand-in that never runs: both count.
            problems += QuotaCheck.problems(2 * replicas, of: template, quotas: facts.quotas)
            warnings += DrainCheck.warnings(of: template, services: facts.services, policies: facts.policies)
        }
        if !nodes.isEmpty {
            let count = isStepwise ? replicas : min(1, replicas)
            let seating = Seating(
                count, of: template, in: namespace, on: nodes, of: facts.nodes, beside: facts.pods)
            if seating.seated < count {
                problems.append(
                    "the \(target) nodes have room for \(seating.seated) of \(count) new pods: "
                        + seating.reasons.joined(separator: "; ") + "; add a node of \(target)")
            }
        }
        self.problems = problems
        self.warnings = warnings
    }

    private static func isOwn(_ pod: PodFacts, _ deployment: KubernetesObject) -> Bool {
        LabelSelector(deployment.json[path: "spec", "selector"] ?? .null).matches(pod.labels)
    }

    private static func state(of deployment: KubernetesObject, isStepwise: Bool) -> [String] {
        var problems: [String] = []
        if deployment.json[path: "spec", "paused"]?.bool == true {
            problems.append("its rollout is paused: `kubectl rollout resume \(deployment.shortName)` first")
        } else if case .waiting(let text, _, _) = RolloutProgress(of: deployment), isStepwise {
            problems.append("it is not rolled out as it is: \(text)")
        }
        if isStepwise, deployment.json[path: "spec", "strategy", "type"]?.string == "Recreate" {
            problems.append(
                "its strategy is Recreate: old and new pods must not run at the same time; --rolling stops the old ones first, "
                    + "and requests are lost meanwhile")
        }
        return problems
    }
}
