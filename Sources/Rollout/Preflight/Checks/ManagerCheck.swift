import KubernetesClient
import RawJSON

/// Who else decides what a Deployment looks like: they would undo a shift half-way.
enum ManagerCheck {
    /// - Parameters:
    ///   - object: the Deployment.
    ///   - autoscalers: the HorizontalPodAutoscalers of its namespace.
    /// - Returns: why it can't be shifted, with what to do.
    static func problems(of object: KubernetesObject, autoscalers: [KubernetesObject]) -> [String] {
        var problems: [String] = []
        if let owner = object.json[path: "metadata", "ownerReferences"]?.array?.first(where: {
            $0["controller"]?.bool == true
        }) {
            problems.append(
                "it belongs to \(owner["kind"]?.string ?? "") \(owner["name"]?.string ?? ""), whose controller would undo the "
                    + "shift; set the node selector there")
        }
        if isArgo(object) {
            problems.append(
                "Argo CD keeps it as it is in Git, and would undo the shift; set the node selector in Git")
        }
        for key in ["kustomize.toolkit.fluxcd.io/name", "helm.toolkit.fluxcd.io/name"] {
            guard let name = object.labels[key],
                object.annotations["kustomize.toolkit.fluxcd.io/reconcile"] != "disabled"
            else { continue }
            problems.append(
                "Flux (\(name)) keeps it as it is in Git, and would undo the shift; set the node selector in Git, or suspend "
                    + "the reconciliation for its time")
        }
        for autoscaler in autoscalers where targets(autoscaler, object) {
            let least = autoscaler.json[path: "spec", "minReplicas"]?.integer ?? 1
            let most = autoscaler.json[path: "spec", "maxReplicas"]?.integer ?? least
            if least != most {
                problems.append(
                    "\(autoscaler.shortName) changes the number of its pods (\(least) to \(most)), which a shift in steps counts "
                        + "on; set minReplicas and maxReplicas to the same number for its time, or use --rolling")
            }
        }
        return problems
    }

    /// - Returns: what may matter although it can be shifted.
    static func warnings(of object: KubernetesObject) -> [String] {
        var warnings: [String] = []
        if let release = object.annotations["meta.helm.sh/release-name"] {
            warnings.append(
                "Helm installed it (release \(release)): the next upgrade brings its own node selector; set it in the values too"
            )
        }
        if object.json[path: "spec", "revisionHistoryLimit"]?.integer == 0 {
            warnings.append("its revisionHistoryLimit is 0: `kubectl rollout undo` will find nothing to go back to")
        }
        return warnings
    }

    private static func isArgo(_ object: KubernetesObject) -> Bool {
        let marks = ["argocd.argoproj.io/instance", "argocd.argoproj.io/tracking-id"]
        if marks.contains(where: { object.labels[$0] != nil || object.annotations[$0] != nil }) { return true }
        return (object.json[path: "metadata", "managedFields"]?.array ?? []).contains {
            $0["manager"]?.string?.hasPrefix("argocd") == true
        }
    }

    private static func targets(_ autoscaler: KubernetesObject, _ object: KubernetesObject) -> Bool {
        let target = autoscaler.json[path: "spec", "scaleTargetRef"]
        return target?["kind"]?.string == object.kind && target?["name"]?.string == object.name
    }
}
