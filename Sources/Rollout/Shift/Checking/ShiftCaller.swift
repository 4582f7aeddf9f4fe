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
        return CallStatistics.Call(side: target.side, time: status.map(Self.isGood) == true ? clock.now() - start : nil)
    }

    private func status(of target: Target) async throws -> Int {
        guard let pod = target.pod else { return try await Self.status(of: check, through: web) }
        return try await client.call(
            pod: pod, port: target.port, path: check.path, namespace: namespace, deadline: Self.deadline)
    }

    /// - Returns: what one call of a check's address is answered with.
    fileprivate static func status(of check: ShiftCheck, through web: any HTTPSender) async throws -> Int {
        var request = HTTPRequest("GET", check.url, deadline: deadline, silence: deadline)
        request.isIdempotent = false
        let response = try await web.send(request)
        _ = try await response.body.prefix(upTo: 64 << 10)
        return response.status
    }

    fileprivate static func isGood(_ status: Int) -> Bool { (200..<400).contains(status) }

    private func port(of pod: KubernetesObject, _ services: [KubernetesObject]) -> Int {
        // A pod that left its Services lost one of the labels that they select it by.
        let labels = pod.labels.merging(DrainedPod(pod)?.labels ?? [:]) { own, _ in own }
        return PodPort.number(of: pod, labels: labels, services: services)
    }
}

extension Rollout {
    /// Whether a check's address answers before anything changes: a shift would be blamed for what was before.
    /// - Parameter check: what is called, three times at most.
    /// - Returns: why it can't be relied on; empty when it can.
    func standing(of check: ShiftCheck) async throws -> [String] {
        var reason = ""
        for _ in 0..<3 {
            do {
                let status = try await ShiftCaller.status(of: check, through: web)
                if ShiftCaller.isGood(status) { return [] }
                reason = "status \(status)"
            } catch let failure as Failure {
                reason = failure.message
            }
        }
        return ["\(RedactedURL(check.url)) does not answer well already: \(reason)"]
    }
}
