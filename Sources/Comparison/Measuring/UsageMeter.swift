import KubernetesClient
import Reporting

/// Reads what pods have used, between two rounds.
struct UsageMeter: Sendable {
    let client: KubernetesClient
    let clock: LoadClock

    /// A kubelet counts again after ten to fifteen seconds, later on a busy machine.
    private static let patience = Duration.seconds(45)
    private static let pause = Duration.milliseconds(500)

    /// - Parameter pods: the pods to look at.
    /// - Returns: what each has used, counted after this call began.
    /// - Throws: ``Failure`` when a kubelet can't be asked, or does not count anew; `CancellationError`.
    func read(_ pods: [ComparedPod]) async throws -> [String: PodUsage] {
        let first = try await look(at: pods)
        let end = clock.now() + Self.patience
        while true {
            // What is seen only now was counted after the first look.
            try await clock.sleep(clock.now() + Self.pause)
            let usages = try await look(at: pods)
            let isNew = pods.allSatisfy { pod in
                guard let old = first[pod.name], let new = usages[pod.name] else { return false }
                return zip(old.times, new.times).allSatisfy { $0 != $1 }
            }
            if isNew { return usages }
            guard clock.now() < end else {
                throw Failure(.timedOut, "a node does not measure its pods every \(Int(Self.patience.inSeconds)) s")
            }
        }
    }

    private func look(at pods: [ComparedPod]) async throws -> [String: PodUsage] {
        var usages: [String: PodUsage] = [:]
        for (node, pods) in Dictionary(grouping: pods, by: \.node.name).sorted(by: { $0.key < $1.key }) {
            let summary = try await client.kubeletSummary(ofNode: node)
            for (namespace, pods) in Dictionary(grouping: pods, by: \.namespace) {
                let names = Set(pods.map(\.name))
                usages.merge(PodUsage.usages(in: summary, of: names, namespace: namespace.description)) { $1 }
            }
        }
        return usages
    }
}
