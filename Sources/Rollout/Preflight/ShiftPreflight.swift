import KubernetesClient
import Platforms
import RawJSON

/// Decides whether a workload can be moved, from facts alone.
package struct ShiftPreflight {
    /// How pods change places.
    package enum Manner: Hashable, Sendable {
        /// Old and new pods run side by side, in steps.
        case steps
        /// By the Deployment's own rolling update.
        case rolling
        /// A StatefulSet's pods, one after the other: an old one is gone before its new one starts.
        case ordinals
    }

    /// Why it can't, each with what to do; empty when it can.
    package let problems: [String]
    /// What may matter although it can.
    package let warnings: [String]

    /// - Parameters:
    ///   - workload: the Deployment or StatefulSet as it is.
    ///   - target: where its pods shall go.
    ///   - manner: how they change places.
    ///   - consent: what the user has agreed to.
    ///   - facts: the cluster.
    ///   - images: what is known of the images.
    package init(
        of workload: KubernetesObject, to target: Architecture, manner: Manner, consent: ShiftConsent = ShiftConsent(),
        facts: ClusterFacts, images: ImageKnowledge
    ) {
        guard let own = PodTemplate(of: workload.selecting(target)) else {
            self.problems = ["\(workload.shortName) has no pod template"]
            self.warnings = []
            return
        }
        let template = own.defaulted(by: facts.limitRanges)
        let replicas = workload.json[path: "spec", "replicas"]?.integer ?? 1
        let basic = Preflight(of: template, architecture: target, nodes: facts.nodes, images: images.facts)
        var problems = Self.state(of: workload, manner) + basic.problems
        var warnings = basic.warnings + facts.gaps
        warnings += RunningImageCheck.warnings(of: template, pods: facts.ownPods, identities: images.identities)
        warnings += DebugContainerCheck.warnings(of: facts.ownPods, target: target.name, images: images.facts)
        let flags = RuntimeFlagCheck(template, maps: facts.configMaps, target: target.name)
        problems += flags.problems
        warnings += flags.warnings
        problems += DisruptionBudgetCheck.problems(of: template.labels, budgets: facts.budgets)
        let managers = ManagerCheck.managers(of: workload)
        if consent.ignoresManagers { warnings += managers } else { problems += managers }
        warnings += ManagerCheck.warnings(of: workload) + VolumeCheck.warnings(of: template)
        problems += LimitRangeCheck.problems(of: template.spec, ranges: facts.limitRanges)

        var nodes = Placement(of: template, architecture: target, nodes: facts.nodes).nodes
        let present = Set(facts.ownPods.compactMap(\.nodeName))
        warnings += DaemonCheck.warnings(facts.daemonSets, pods: facts.daemonPods, present: present, nodes: nodes)
        let volumes = VolumeCheck(claims: facts.claims, volumes: facts.volumes, drivers: facts.drivers)
        problems += volumes.problems(of: template, isAlone: manner == .ordinals && replicas < 2, narrowing: &nodes)
        if manner != .rolling {
            problems += ManagerCheck.problems(of: workload, autoscalers: facts.autoscalers)
            warnings += facts.autoscalers.compactMap { HeldAutoscaler($0, of: workload) }.map {
                "horizontalpodautoscaler/\($0.name) is kept at \(replicas) pods for the time of the shift"
            }
            warnings += DrainCheck.warnings(
                of: template, of: workload, services: facts.services, policies: facts.policies)
        }
        switch manner {
        case .steps:
            // Old pods stay to the end, and each has a stand-in that never runs: both count.
            problems += QuotaCheck.problems(
                2 * replicas, of: template, quotas: facts.quotas, priorityClass: facts.priorityClass,
                advice: "use --rolling")
            problems += Self.room(replicas, of: template, workload, target, on: nodes, facts)
        case .rolling:
            // Of a Recreate no pod is beside the old ones.
            let more = workload.json[path: "spec", "strategy", "type"]?.string == "Recreate" ? 0 : min(1, replicas)
            problems += QuotaCheck.problems(
                more, of: template, quotas: facts.quotas, priorityClass: facts.priorityClass)
            problems += Self.room(min(1, replicas), of: template, workload, target, on: nodes, facts)
        case .ordinals:
            problems += OrdinalCheck.problems(of: workload, template, consent, budgets: facts.budgets)
            if replicas > 1 {
                warnings.append(
                    "one of its \(replicas) pods at a time is away: a pod with a name of its own can't run twice")
            }
            let turns = OrdinalCheck.turns(of: workload, on: nodes, volumes)
            problems += turns.problems
            if turns.problems.isEmpty {
                problems += Self.room(replicas, of: template, workload, target, on: nodes, facts, turns: turns.turns)
            }
        }
        self.problems = problems
        self.warnings = warnings
    }

    private static func room(
        _ count: Int, of template: PodTemplate, _ workload: KubernetesObject, _ target: Architecture,
        on nodes: [NodeFacts], _ facts: ClusterFacts, turns: [Seating.Turn] = []
    ) -> [String] {
        guard !nodes.isEmpty else { return [] }
        let seating = Seating(
            count, of: template, in: workload.namespace ?? "", on: nodes, of: facts.nodes, beside: facts.pods,
            turns: turns)
        guard seating.seated < count else { return [] }
        return [
            "the \(target) nodes have room for \(seating.seated) of \(count) new pods: "
                + seating.reasons.joined(separator: "; ") + "; add a node of \(target)"
        ]
    }

    private static func state(of workload: KubernetesObject, _ manner: Manner) -> [String] {
        var problems: [String] = []
        if workload.json[path: "spec", "paused"]?.bool == true {
            problems.append("its rollout is paused: `kubectl rollout resume \(workload.shortName)` first")
        } else if case .waiting(let text, _, _) = RolloutProgress(of: workload), manner != .rolling {
            problems.append("it is not rolled out as it is: \(text)")
        }
        if manner == .steps, workload.json[path: "spec", "strategy", "type"]?.string == "Recreate" {
            problems.append(
                "its strategy is Recreate: old and new pods must not run at the same time; --rolling stops the old ones first, "
                    + "and requests are lost meanwhile")
        }
        return problems
    }
}
