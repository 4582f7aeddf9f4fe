import Reporting
import ScanModel

/// Labels of nodes by which pods are kept on x86.
enum KubernetesRule {
    static let rule = Rule(
        id: "kubernetes-architecture", title: "pods that only run on x86 nodes", area: .deployment, severity: .warning,
        effort: .minutes,
        why: "With this constraint pods are never placed on arm64 nodes: they wait, or keep the x86 nodes alive.",
        remedy: "leave the constraint out, or add arm64 to its values once the image is for both",
        before: "nodeSelector:\n  kubernetes.io/arch: amd64",
        after: "nodeSelector:\n  kubernetes.io/os: linux",
        reference: "https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-arch")

    static let deprecated = "https://kubernetes.io/docs/reference/labels-annotations-taints/#beta-kubernetes-io-arch"

    static let architectureLabels: Set<String> = ["kubernetes.io/arch", "beta.kubernetes.io/arch"]
    static let instanceLabels: Set<String> = [
        "node.kubernetes.io/instance-type", "beta.kubernetes.io/instance-type", "karpenter.k8s.aws/instance-family",
    ]
}
