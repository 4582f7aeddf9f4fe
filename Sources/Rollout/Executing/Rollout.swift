import HTTPTransport
import KubernetesClient
import Platforms
import Reporting

/// Brings workloads onto a cluster and moves them between architectures.
public struct Rollout: Sendable {
    let client: KubernetesClient
    let images: any ImageInspecting
    let web: any HTTPSender
    let progress: any ProgressReporter
    let clock: WaitClock

    /// - Parameters:
    ///   - client: the cluster.
    ///   - images: looks into images.
    ///   - web: calls services' addresses; it must not carry the cluster's credentials.
    ///   - progress: gets what happens.
    ///   - clock: time.
    public init(
        client: KubernetesClient, images: any ImageInspecting, web: any HTTPSender,
        progress: any ProgressReporter = SilentProgress(), clock: WaitClock = .system
    ) {
        self.client = client
        self.images = images
        self.web = web
        self.progress = progress
        self.clock = clock
    }

    /// The cluster's nodes by name.
    /// - Parameter client: the cluster; nodes need nothing else.
    /// - Throws: ``Failure``.
    public static func nodes(of client: KubernetesClient) async throws -> [NodeSummary] {
        try await client.list(.nodes, in: nil).items.map(NodeSummary.init).sorted { $0.name < $1.name }
    }
}
