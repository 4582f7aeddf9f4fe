import KubernetesClient
import RawJSON

/// Which quotas count a pod: those whose scopes all fit it.
/// Source: Kubernetes, "Resource Quotas", quota scopes.
package struct QuotaScope {
    private let spec: JSONValue
    private let priorityClass: String?

    /// - Parameters:
    ///   - spec: `spec` of a pod, with what LimitRanges add.
    ///   - priorityClass: the class of pods that name none; nil for none.
    package init(_ spec: JSONValue, priorityClass: String?) {
        self.spec = spec
        self.priorityClass = Self.priorityClass(of: spec) ?? priorityClass
    }

    /// The class that a pod or a template names; nil for none.
    static func priorityClass(of spec: JSONValue) -> String? {
        spec["priorityClassName"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// - Parameter quota: a ResourceQuota.
    package func isCounted(by quota: KubernetesObject) -> Bool {
        let scopes = (quota.json[path: "spec", "scopes"]?.array ?? []).compactMap(\.string)
        let terms = quota.json[path: "spec", "scopeSelector", "matchExpressions"]?.array ?? []
        return scopes.allSatisfy { fits($0, "Exists", []) }
            && terms.allSatisfy { term in
                fits(
                    term["scopeName"]?.string ?? "", term["operator"]?.string ?? "",
                    (term["values"]?.array ?? []).compactMap(\.string))
            }
    }

    private func fits(_ scope: String, _ comparison: String, _ values: [String]) -> Bool {
        switch scope {
        case "Terminating": endsByItself
        case "NotTerminating": !endsByItself
        case "BestEffort": asksForNothing
        case "NotBestEffort": !asksForNothing
        case "PriorityClass": isClass(comparison, values)
        case "CrossNamespacePodAffinity": looksAtOtherNamespaces
        // A scope that is not known here: the API server decides.
        default: false
        }
    }

    private var endsByItself: Bool { spec["activeDeadlineSeconds"]?.integer != nil }

    /// No container asks for processors or memory, or is limited in them.
    private var asksForNothing: Bool {
        ["requests", "limits"].allSatisfy { field in
            let sum = Resources.ofPod(spec, field)
            return ["cpu", "memory"].allSatisfy { (sum[$0]?.value ?? 0) == 0 }
        }
    }

    private func isClass(_ comparison: String, _ values: [String]) -> Bool {
        switch comparison {
        case "In": priorityClass.map(values.contains) ?? false
        case "NotIn": !(priorityClass.map(values.contains) ?? false)
        case "Exists": priorityClass != nil
        case "DoesNotExist": priorityClass == nil
        default: false
        }
    }

    private var looksAtOtherNamespaces: Bool {
        ["podAffinity", "podAntiAffinity"].contains { kind in
            let affinity = spec[path: "affinity", kind]
            let required = affinity?["requiredDuringSchedulingIgnoredDuringExecution"]?.array ?? []
            let preferred = affinity?["preferredDuringSchedulingIgnoredDuringExecution"]?.array ?? []
            return (required + preferred.compactMap { $0["podAffinityTerm"] }).contains {
                $0["namespaces"]?.array?.isEmpty == false || $0["namespaceSelector"] != nil
            }
        }
    }
}
