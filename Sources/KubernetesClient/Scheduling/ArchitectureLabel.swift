/// The labels that every node carries for its architecture.
package enum ArchitectureLabel {
    package static let current = "kubernetes.io/arch"
    /// Deprecated since Kubernetes 1.14, and still found in manifests.
    package static let beta = "beta.kubernetes.io/arch"
}
