import KubernetesClient
import RawJSON
import Reporting

extension Rollout {
    /// Waits until volume claims are bound. Those that wait for a pod are left to it.
    /// - Parameters:
    ///   - objects: what was applied.
    ///   - limits: how long it may take.
    /// - Returns: which are not bound, and why; empty when all is well.
    func waitForVolumes(_ objects: [KubernetesObject], limits: WaitLimits) async throws -> [String] {
        var reasons: [String] = []
        for claim in objects where claim.kind == "PersistentVolumeClaim" {
            if let reason = try await waitForVolume(of: claim, limits: limits) { reasons.append(reason) }
        }
        return reasons
    }

    private func waitForVolume(of claim: KubernetesObject, limits: WaitLimits) async throws -> String? {
        let namespace = try claim.namespace.map { text throws(Failure) in try NamespaceName(text) }
        let id = "volume \(claim.shortName)"
        progress.report(.started(id: id, title: "Wait for the volume of \(claim.shortName)"))
        let start = clock.now()
        var outage = OutageTolerance(limit: limits.outage)
        while true {
            let elapsed = clock.now() - start
            let live = try await outage.bridge(at: elapsed) {
                try await client.get(.volumeClaims, name: claim.name, namespace: namespace)
            }
            if let live {
                if live.json[path: "status", "phase"]?.string == "Bound" {
                    progress.report(.finished(id: id, detail: "bound"))
                    return nil
                }
                if try await waitsForPod(live) {
                    progress.report(.finished(id: id, detail: "it waits for the first pod that uses it"))
                    return nil
                }
                if elapsed >= limits.unschedulable {
                    let reason = await Self.words(about: live, within: limits.unschedulable, client)
                    progress.report(.failed(id: id, detail: reason))
                    return reason
                }
            }
            try await clock.sleep(limits.interval)
        }
    }

    private func waitsForPod(_ claim: KubernetesObject) async throws -> Bool {
        guard let name = claim.json[path: "spec", "storageClassName"]?.string, !name.isEmpty else { return false }
        do {
            let storage = try await client.get(.storageClasses, name: name)
            return storage.json["volumeBindingMode"]?.string == "WaitForFirstConsumer"
        } catch let failure as Failure where [.objectNotFound, .forbidden].contains(failure.code) {
            return false
        }
    }

    private static func words(
        about claim: KubernetesObject, within limit: Duration, _ client: KubernetesClient
    ) async -> String {
        // The reason is told where it can be had: the claim is not bound in any case.
        let last = ((try? await client.events(of: claim)) ?? []).last {
            $0.type == "Warning" || $0.reason == "FailedBinding"
        }
        return "\(claim.shortName) got no volume within \(limit.components.seconds) s"
            + (last.map { ": \($0.message)" } ?? "")
    }
}
