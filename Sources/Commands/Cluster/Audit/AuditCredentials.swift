import KubernetesClient
import OCIModel
import OCIRegistry
import RawJSON
import Reporting
import Rollout

/// With whose credentials an image can be read: those of the pods that use it, and the user's own.
actor AuditCredentials {
    private let reader: PullSecretReader
    private let own: ImageStores
    private var secrets: [ImagePuller: PullSecrets] = [:]
    /// One for all pods whose secrets hold the same, so that tokens are fetched once.
    private var stores: [[JSONValue]: ImageStores] = [:]
    /// What could not be read of the pods' secrets, each once.
    private(set) var gaps: Set<String> = []

    /// An image that is used in many namespaces is not asked for with the secrets of each.
    private static let limit = 4

    /// - Parameters:
    ///   - client: the cluster.
    ///   - own: the way with the user's own credentials.
    init(client: KubernetesClient, own: ImageStores) {
        reader = PullSecretReader(client)
        self.own = own
    }

    /// - Parameter pullers: who pulls an image in the cluster.
    /// - Returns: the ways to it, in the order that they are tried; the user's own credentials count in each where the
    ///   secrets know nothing of a registry.
    /// - Throws: ``Failure`` when the cluster does not answer.
    func ways(for pullers: [ImagePuller]) async throws -> [ImageStores] {
        var documents: [[JSONValue]] = []
        for puller in pullers {
            let found = try await secrets(of: puller).documents
            if !documents.contains(found) { documents.append(found) }
            if documents.count == Self.limit { break }
        }
        let with = documents.filter { !$0.isEmpty }.map { found in
            let known = stores[found] ?? own.preferring(StoredLogins(found))
            stores[found] = known
            return known
        }
        return with + [own]
    }

    private func secrets(of puller: ImagePuller) async throws -> PullSecrets {
        if let known = secrets[puller] { return known }
        let names = puller.secrets.map { ["name": .string($0)] as JSONValue }
        let pod = KubernetesObject([
            "kind": "Pod",
            "spec": ["serviceAccountName": .string(puller.serviceAccount), "imagePullSecrets": .array(names)],
        ])
        guard let template = PodTemplate(of: pod) else { return .none }
        let found = try await reader.secrets(for: template, in: try NamespaceName(puller.namespace))
        gaps.formUnion(found.gaps)
        secrets[puller] = found
        return found
    }
}
