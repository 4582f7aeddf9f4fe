import HTTPTransport
import KubernetesClient
import RawJSON
import Reporting

/// Calls new pods, old pods and the Service, each pod once in a round.
struct ShiftCaller: Sendable {
    private static let width = 8
    private static let deadline = Duration.seconds(5)

    let client: KubernetesClient
    let web: any HTTPSender
    let clock: WaitClock
    let check: ShiftCheck
    let namespace: NamespaceName

    private struct Target: Sendable {
        let side: CallStatistics.Side
        /// Nil for the Service.
        let pod: String?
        let port: Int
    }

    /// - Parameter scene: the pods as they are.
    /// - Returns: how the calls went.
    func round(_ scene: ShiftScene) async -> [CallStatistics.Call] {
        var targets = [Target(side: .service, pod: nil, port: 0)]
        for pod in scene.pods where Self.runs(pod) {
            guard let set = scene.setName(of: pod) else { continue }
            targets.append(
                Target(side: set == scene.current ? .new : .old, pod: pod.name, port: port(of: pod, scene.services)))
        }
        return await withTaskGroup(of: CallStatistics.Call.self) { group in
            var calls: [CallStatistics.Call] = []
            for (index, target) in targets.enumerated() {
                if index >= Self.width, let call = await group.next() { calls.append(call) }
                group.addTask { await call(target) }
            }
            for await call in group { calls.append(call) }
            return calls
        }
    }

    private static func runs(_ pod: KubernetesObject) -> Bool { PodSummary(pod, architectures: [:]).ready }

    private func call(_ target: Target) async -> CallStatistics.Call {
        let start = clock.now()
        // Whatever goes wrong is a call that failed.
        let status = try? await status(of: target)
        let isGood = status.map { (200..<400).contains($0) } ?? false
        return CallStatistics.Call(side: target.side, time: isGood ? clock.now() - start : nil)
    }

    private func status(of target: Target) async throws -> Int {
        guard let pod = target.pod else {
            var request = HTTPRequest("GET", check.url, deadline: Self.deadline, silence: Self.deadline)
            request.isIdempotent = false
            let response = try await web.send(request)
            _ = try await response.body.prefix(upTo: 64 << 10)
            return response.status
        }
        return try await client.call(
            pod: pod, port: target.port, path: check.path, namespace: namespace, deadline: Self.deadline)
    }

    private func port(of pod: KubernetesObject, _ services: [KubernetesObject]) -> Int {
        // A pod that left its Services lost one of the labels that they select it by.
        let labels = pod.labels.merging(DrainedPod(pod)?.labels ?? [:]) { own, _ in own }
        return PodPort.number(of: pod, labels: labels, services: services)
    }
}
