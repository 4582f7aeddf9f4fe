import KubernetesClient

/// The image of arm64 nodes that is most like the one of x86 nodes.
struct ImageChoice {
    /// EKS's name of it.
    let amiType: String
    let why: String
    /// What may matter.
    let warning: String?

    /// Amazon Linux 2023 nodes exist from this Kubernetes version on.
    private static let firstWithAL2023 = ServerVersion(major: 1, minor: 23)

    /// - Parameters:
    ///   - amiType: that of the x86 group; nil without one.
    ///   - version: the cluster's Kubernetes version.
    ///   - hasGPUs: whether the arm64 types have GPUs.
    init(like amiType: String?, version: String, hasGPUs: Bool) {
        let model = amiType ?? ""
        if model.hasPrefix("BOTTLEROCKET") {
            let fips = model.hasSuffix("_FIPS") ? "_FIPS" : ""
            self.amiType = "BOTTLEROCKET_ARM_64" + (hasGPUs ? "_NVIDIA" : "") + fips
            why = "the x86 group runs Bottlerocket"
            warning = nil
            return
        }
        if let version = ServerVersion(version), version < Self.firstWithAL2023 {
            self.amiType = "AL2_ARM_64"
            why = "Kubernetes \(version) is older than Amazon Linux 2023's nodes"
            warning = nil
            return
        }
        self.amiType = hasGPUs ? "AL2023_ARM_64_NVIDIA" : "AL2023_ARM_64_STANDARD"
        why = model.hasPrefix("AL2023") ? "the x86 group runs Amazon Linux 2023" : "what EKS has for arm64"
        warning =
            switch model {
            case "CUSTOM":
                "the x86 group has an image of its own (launch template): what it installs is not on the new nodes"
            case _ where model.hasPrefix("AL2_"):
                "the x86 group runs Amazon Linux 2, the new one Amazon Linux 2023: cgroup v2, and other bootstrap settings"
            default: nil
            }
    }
}
