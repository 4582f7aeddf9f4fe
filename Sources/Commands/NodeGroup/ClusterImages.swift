import KubernetesClient
import NodeGroups
import OCIRegistry
import Platforms
import Rollout

/// What images have: each is asked for once, with its pods' pull secrets, then with the user's own logins.
struct ClusterImages: ImagePlatforms {
    private let images: AuditImages
    private let credentials: AuditCredentials?

    /// - Parameters:
    ///   - stores: the way with the user's own logins.
    ///   - client: the cluster whose pods pull; nil when it can't be asked.
    init(_ stores: ImageStores, client: KubernetesClient?) {
        let credentials = client.map { AuditCredentials(client: $0, own: stores) }
        self.credentials = credentials
        images = AuditImages(memory: AuditMemory()) { pullers in
            try await credentials?.ways(for: pullers) ?? [stores]
        }
    }

    func platforms(of image: String, for pullers: [ImagePuller]) async throws -> [Platform] {
        try await images.content(of: image, for: pullers).platforms
    }

    var gaps: [String] { get async { await credentials?.gaps.sorted() ?? [] } }
}
