import RawJSON

/// Who pulls an image in the cluster: whose secrets count.
public struct ImagePuller: Hashable, Sendable, Comparable {
    public let namespace: String
    public let serviceAccount: String
    /// `imagePullSecrets`, by name.
    public let secrets: [String]

    /// - Parameters:
    ///   - namespace: of the pods.
    ///   - serviceAccount: of the pods.
    ///   - secrets: `imagePullSecrets`, by name.
    public init(namespace: String, serviceAccount: String, secrets: [String]) {
        self.namespace = namespace
        self.serviceAccount = serviceAccount
        self.secrets = secrets
    }

    public static func < (left: ImagePuller, right: ImagePuller) -> Bool {
        (left.namespace, left.serviceAccount, left.secrets.joined(separator: ","))
            < (right.namespace, right.serviceAccount, right.secrets.joined(separator: ","))
    }
}

extension ImagePuller {
    /// - Parameters:
    ///   - template: what pods are made from.
    ///   - namespace: theirs.
    package init(of template: PodTemplate, in namespace: String) {
        self.init(
            namespace: namespace, serviceAccount: template.spec["serviceAccountName"]?.string ?? "default",
            secrets: (template.spec["imagePullSecrets"]?.array ?? []).compactMap { $0["name"]?.string })
    }
}
