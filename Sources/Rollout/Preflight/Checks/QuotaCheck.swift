import KubernetesClient
import RawJSON

/// What a namespace may still take.
enum QuotaCheck {
    /// - Parameters:
    ///   - count: the pods that there will be beside those of now.
    ///   - template: what they are made from.
    ///   - quotas: the ResourceQuotas of the namespace.
    ///   - priorityClass: the class that the cluster gives to pods whose template names none; nil for none.
    ///   - advice: what else than raising a quota helps; nil for nothing.
    /// - Returns: why the API server would refuse them.
    static func problems(
        _ count: Int, of template: PodTemplate, quotas: [KubernetesObject], priorityClass: String? = nil,
        advice: String? = nil
    ) -> [String] {
        guard count > 0 else { return [] }
        let requests = Resources.ofPod(template.spec)
        let limits = Resources.ofPod(template.spec, "limits")
        var wanted: Resources = ["pods": Quantity(1), "count/pods": Quantity(1)]
        for (name, amount) in requests {
            wanted[name] = amount
            wanted["requests.\(name)"] = amount
        }
        for (name, amount) in limits { wanted["limits.\(name)"] = amount }
        var problems: [String] = []
        let scope = QuotaScope(template.spec, priorityClass: priorityClass)
        for quota in quotas where scope.isCounted(by: quota) {
            let hard = Resources(quota.json[path: "status", "hard"])
            let used = Resources(quota.json[path: "status", "used"])
            for (name, limit) in hard.sorted(by: { $0.key < $1.key }) {
                guard let each = wanted[name], each.value > 0 else { continue }
                let free = limit - (used[name] ?? .zero)
                let need = Quantity(each.value * Double(count))
                if free.value * (1 + 1e-9) < need.value {
                    problems.append(
                        "the quota \(quota.name) leaves \(max(free, .zero)) of \(name), and for its time a shift needs \(need); "
                            + "raise it" + (advice.map { ", or \($0)" } ?? ""))
                }
            }
        }
        return problems
    }
}
