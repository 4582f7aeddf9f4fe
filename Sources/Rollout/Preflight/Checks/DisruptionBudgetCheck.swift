import KubernetesClient
import RawJSON

/// PodDisruptionBudgets: a Deployment's shift never has fewer pods than there are, so only one that is broken already
/// matters; a StatefulSet's takes one pod out at a time, which a budget may forbid.
enum DisruptionBudgetCheck {
    /// - Parameters:
    ///   - labels: the pods' labels.
    ///   - budgets: the PodDisruptionBudgets of the namespace.
    /// - Returns: why nothing should be touched.
    static func problems(of labels: [String: String], budgets: [KubernetesObject]) -> [String] {
        budgets.compactMap { budget in
            guard let selector = budget.json[path: "spec", "selector"], LabelSelector(selector).matches(labels),
                let healthy = budget.json[path: "status", "currentHealthy"]?.integer,
                let desired = budget.json[path: "status", "desiredHealthy"]?.integer, healthy < desired
            else { return nil }
            return "the disruption budget \(budget.name) asks for \(desired) healthy pods, and there are \(healthy); "
                + "repair or add pods first, or correct the budget"
        }
    }

    /// - Parameters:
    ///   - labels: the pods' labels.
    ///   - budgets: the PodDisruptionBudgets of the namespace.
    /// - Returns: the budgets that let nobody take a pod out now.
    static func blocking(_ labels: [String: String], budgets: [KubernetesObject]) -> [String] {
        budgets.compactMap { budget in
            guard let selector = budget.json[path: "spec", "selector"], LabelSelector(selector).matches(labels),
                (budget.json[path: "status", "disruptionsAllowed"]?.integer ?? 0) < 1
            else { return nil }
            return budget.name
        }
    }
}
