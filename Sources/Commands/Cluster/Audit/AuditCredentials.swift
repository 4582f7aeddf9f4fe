import HTTPTransport
import KubernetesClient
import OCIModel
import OCIRegistry
import Rollout

/// With whose credentials an image can be read: those of the pods that use it, then the user's own.
actor AuditCredentials {
    private let client: KubernetesClient
    private let sender: any HTTPSender
    private let settings: RegistrySettings
    private let own: ImageStores

    init(client: KubernetesClient, sender: any HTTPSender, settings: RegistrySettings) {
        self.client = client
        self.sender = sender
        self.settings = settings
        own = ImageStores(sender: sender, settings: settings)
    }

    /// - Parameters:
    ///   - reference: an image.
    ///   - pullers: who pulls it in the cluster.
    /// - Returns: the ways to it, in the order that they are tried.
    func ways(to reference: ImageReference, for pullers: [ImagePuller]) async -> [ImageStores] { [own] }
}
