import Reporting

extension KubernetesClient {
    /// Watches objects of a kind: first all of them, then every change. Goes on after lost connections where it was.
    /// - Parameters:
    ///   - type: the kind.
    ///   - namespace: where; nil for all namespaces.
    ///   - labels: a label selector.
    ///   - fields: a field selector.
    ///   - duration: for how long; the sequence ends then.
    ///   - sleep: waits between two tries.
    /// - Returns: the changes; fails when the cluster refuses or stays unreachable.
    public func watch(
        _ type: ResourceType, in namespace: NamespaceName?, labels: String? = nil, fields: String? = nil,
        for duration: Duration,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) -> AsyncThrowingStream<WatchEvent, any Error> {
        AsyncThrowingStream { continuation in
            let task = Task {
                var session = WatchSession(
                    client: self, type: type, namespace: namespace, labels: labels, fields: fields,
                    end: .now + duration, sleep: sleep)
                do {
                    try await session.run { continuation.yield($0) }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }
}
