import KubernetesClient
import RawJSON

/// What stands against replacing a StatefulSet's pods one after the other.
enum OrdinalCheck {
    /// - Parameters:
    ///   - set: the StatefulSet.
    ///   - template: what its pods shall be made from.
    ///   - consent: what the user has agreed to.
    ///   - budgets: the PodDisruptionBudgets of its namespace.
    /// - Returns: why it can't work, with what to do.
    static func problems(
        of set: KubernetesObject, _ template: PodTemplate, _ consent: ShiftConsent, budgets: [KubernetesObject]
    ) -> [String] {
        var problems: [String] = []
        let replicas = set.json[path: "spec", "replicas"]?.integer ?? 1
        if replicas == 1, !consent.allowsInterruption {
            problems.append(
                "it has one pod, which can't run twice at a time: nobody answers between the old one's end and the new one's "
                    + "start; --allow-interruption (in mixarch.yaml: shift.allowInterruption) agrees to that")
        }
        if set.json[path: "spec", "updateStrategy", "type"]?.string == "OnDelete" {
            problems.append(
                "its update strategy is OnDelete: whoever runs it wants to delete each pod by hand; set the node selector and do "
                    + "so, or set spec.updateStrategy.type to RollingUpdate for the time of the shift")
        }
        let status = set.json["status"]
        if let update = status?["updateRevision"]?.string, update != status?["currentRevision"]?.string {
            problems.append(
                "it is between two revisions, \(status?["currentRevision"]?.string ?? "") and \(update): lower "
                    + "spec.updateStrategy.rollingUpdate.partition to 0, or take the update back, first")
        }
        if let start = set.json[path: "spec", "ordinals", "start"]?.integer, start != 0 {
            problems.append(
                "its pods count from \(start) (spec.ordinals.start), which mixarch does not know how to move")
        }
        if !(replicas == 1 && consent.allowsInterruption) {
            problems += DisruptionBudgetCheck.blocking(template.labels, budgets: budgets).map {
                "the disruption budget \($0) lets no pod be taken out, and a StatefulSet's are taken out one at a time; correct "
                    + "the budget, or add a pod"
            }
        }
        return problems
    }

    /// Whose place each new pod takes, from the highest ordinal on, and where its volumes allow it to be.
    /// - Parameters:
    ///   - set: the StatefulSet.
    ///   - nodes: the nodes that its template allows.
    ///   - volumes: the volumes of its namespace.
    static func turns(
        of set: KubernetesObject, on nodes: [NodeFacts], _ volumes: VolumeCheck
    ) -> (turns: [Seating.Turn], problems: [String]) {
        var problems: [String] = []
        let replicas = set.json[path: "spec", "replicas"]?.integer ?? 1
        let turns = (0..<replicas).reversed().map { ordinal in
            var own = nodes
            problems += volumes.problems(of: set, ordinal: ordinal, narrowing: &own)
            return Seating.Turn(replaced: "\(set.name)-\(ordinal)", nodes: own)
        }
        return (turns, problems)
    }
}
