import AWSClient
import KubernetesClient
import Reporting

/// Plans, makes, lists and deletes managed node groups of EKS clusters.
public struct NodeGroups: Sendable {
    let aws: AWSSession
    let kubernetes: KubernetesAccess
    let images: any ImagePlatforms
    let places: any PodPlaces
    let progress: any ProgressReporter
    let clock: WaitClock

    /// - Parameters:
    ///   - aws: the account.
    ///   - kubernetes: the cluster's API server.
    ///   - images: looks into images.
    ///   - places: finds places for pods that have to leave their nodes.
    ///   - progress: gets what happens.
    ///   - clock: time.
    public init(
        aws: AWSSession, kubernetes: KubernetesAccess, images: any ImagePlatforms, places: any PodPlaces,
        progress: any ProgressReporter = SilentProgress(), clock: WaitClock = .system
    ) {
        self.aws = aws
        self.kubernetes = kubernetes
        self.images = images
        self.places = places
        self.progress = progress
        self.clock = clock
    }

    static let nodeLabel = "eks.amazonaws.com/nodegroup"
}

/// A cluster's API server, or why it can't be had: a plan can do without.
public enum KubernetesAccess: Sendable {
    case client(KubernetesClient)
    case unavailable(Failure)

    /// - Throws: why there is none.
    func client() throws(Failure) -> KubernetesClient {
        switch self {
        case .client(let client): return client
        case .unavailable(let failure): throw failure
        }
    }
}
