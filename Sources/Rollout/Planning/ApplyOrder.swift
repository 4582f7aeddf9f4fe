import KubernetesClient

/// The order in which objects find what they need already there.
enum ApplyOrder {
    private static let ranks: [String: Int] = [
        "Namespace": 0, "CustomResourceDefinition": 1,
        "PriorityClass": 2, "StorageClass": 2, "ServiceAccount": 2, "ResourceQuota": 2, "LimitRange": 2,
        "Role": 3, "ClusterRole": 3, "RoleBinding": 4, "ClusterRoleBinding": 4,
        "ConfigMap": 5, "Secret": 5, "PersistentVolume": 5, "PersistentVolumeClaim": 5,
        "Service": 6,
        "DaemonSet": 8, "Deployment": 8, "StatefulSet": 8, "ReplicaSet": 8, "Pod": 8, "Job": 8, "CronJob": 8,
        "HorizontalPodAutoscaler": 9, "PodDisruptionBudget": 9, "Ingress": 9,
    ]
    /// Kinds that are not known here come after configuration and before workloads.
    private static let other = 7

    static func sorted(_ objects: [ManifestObject]) -> [ManifestObject] {
        objects.enumerated().sorted { left, right in
            (rank(left.element), left.offset) < (rank(right.element), right.offset)
        }
        .map(\.element)
    }

    private static func rank(_ manifest: ManifestObject) -> Int { ranks[manifest.object.kind] ?? other }
}
