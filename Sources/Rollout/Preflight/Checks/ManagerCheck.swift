import KubernetesClient
import RawJSON

/// Who else decides what a workload looks like: they would undo a shift half-way.
enum ManagerCheck {
    /// - Parameter object: the workload.
    /// - Returns: who would undo the shift, with what to do.
    static func managers(of object: KubernetesObject) -> [String] {
        var managers: [String] = []
        if let owner = object.controller {
            managers.append(
                "it belongs to \(owner["kind"]?.string ?? "") \(owner["name"]?.string ?? ""), whose controller would undo the "
                    + "shift; set the node selector there")
        }
        if isArgo(object) {
            managers.append(
                "Argo CD keeps it as it is in Git, and would undo the shift; set the node selector in Git, or suspend the "
                    + "application's automatic sync for its time (`argocd app set APPLICATION --sync-policy none`)")
        }
        if let name = flux(object) {
            managers.append(
                "Flux (\(name.text)) keeps it as it is in Git, and would undo the shift; set the node selector in Git, or suspend "
                    + "the reconciliation for its time (`flux suspend \(name.kind) \(name.text)`)")
        }
        return managers
    }

    /// - Parameters:
    ///   - object: the workload.
    ///   - autoscalers: the HorizontalPodAutoscalers of its namespace.
    /// - Returns: why the number of its pods can't be kept still for the time of a shift.
    static func problems(of object: KubernetesObject, autoscalers: [KubernetesObject]) -> [String] {
        autoscalers.compactMap { autoscaler in
            guard let held = HeldAutoscaler(autoscaler, of: object), let owner = autoscaler.controller else {
                return nil
            }
            return
                "\(autoscaler.shortName) changes the number of its pods (\(held.least) to \(held.most)) and belongs to "
                + "\(owner["kind"]?.string ?? "") \(owner["name"]?.string ?? ""), which would undo that the number is kept still; "
                + "pause it for the time of the shift, or use --rolling"
        }
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

    /// Whether Argo CD tracks it: by its annotation or label, or as the one who wrote it. Its older label,
    /// `app.kubernetes.io/instance`, is Helm's too, and says nothing.
    private static func isArgo(_ object: KubernetesObject) -> Bool {
        [object.labels, object.annotations].flatMap(\.keys).contains { $0.hasPrefix("argocd.argoproj.io/") }
            || isWritten(object, by: { $0.hasPrefix("argocd") })
    }

    private static func flux(_ object: KubernetesObject) -> (kind: String, text: String)? {
        guard object.annotations["kustomize.toolkit.fluxcd.io/reconcile"] != "disabled" else { return nil }
        for (label, kind) in [
            ("kustomize.toolkit.fluxcd.io/name", "kustomization"), ("helm.toolkit.fluxcd.io/name", "helmrelease"),
        ] {
            if let name = object.labels[label] { return (kind, name) }
        }
        return isWritten(object, by: { $0 == "kustomize-controller" }) ? ("kustomization", "NAME") : nil
    }

    private static func isWritten(_ object: KubernetesObject, by isManager: (String) -> Bool) -> Bool {
        (object.json[path: "metadata", "managedFields"]?.array ?? []).contains {
            $0["manager"]?.string.map(isManager) == true
        }
    }
}
