import KubernetesClient
import RawJSON
import Reporting

extension Rollout {
    /// What is known of a cluster before a shift. What the user may not see is left out, and said.
    /// - Parameter workload: the Deployment or StatefulSet.
    /// - Throws: ``Failure`` when the cluster can't be reached.
    func clusterFacts(for workload: KubernetesObject) async throws -> ClusterFacts {
        let namespace =
            try workload.namespace.map { text throws(Failure) in try NamespaceName(text) } ?? client.namespace
        let template = PodTemplate(of: workload)
        var facts = ClusterFacts()
        facts.add(nodes: try await client.list(.nodes, in: nil).items)
        do {
            facts = try await client.list(.pods, in: nil, into: facts) { $0.add(pods: $1) }.value
        } catch let failure as Failure where failure.code == .forbidden {
            facts.gaps.append("what other pods take of the nodes could not be looked at: \(failure.message)")
        }
        facts.services = try await known(.services, in: namespace, &facts.gaps)
        let selector = LabelSelector(workload.json[path: "spec", "selector"] ?? .null).text
        facts.ownPods = try await client.list(.pods, in: namespace, labels: selector).items
        facts.limitRanges = try await known(.limitRanges, in: namespace, &facts.gaps)
        facts.quotas = try await known(.resourceQuotas, in: namespace, &facts.gaps)
        facts.autoscalers = try await known(.autoscalers, in: namespace, &facts.gaps)
        facts.policies = try await known(.networkPolicies, in: namespace, &facts.gaps)
        facts.daemonSets = try await known(.daemonSets, in: nil, &facts.gaps)
        facts.budgets = try await budgets(in: namespace, &facts.gaps)
        guard let template else { return facts }
        let hasOwnClaims = workload.json[path: "spec", "volumeClaimTemplates"]?.array?.isEmpty == false
        if hasOwnClaims || !VolumeCheck.claimNames(template).isEmpty {
            facts.claims = try await known(.volumeClaims, in: namespace, &facts.gaps)
            facts.volumes = try await known(.volumes, in: nil, &facts.gaps)
            facts.csiNodes = try await known(.csiNodes, in: nil, &facts.gaps)
        }
        for name in RuntimeFlagCheck.mapNames(template).sorted() {
            do {
                facts.configMaps.append(try await client.get(.configMaps, name: name, namespace: namespace))
            } catch let failure as Failure where [.objectNotFound, .forbidden].contains(failure.code) {
                facts.gaps.append("configmap/\(name), which variables come from: \(failure.message)")
            }
        }
        return facts
    }

    /// The stable version since 1.21, the one before up to 1.24.
    func budgets(in namespace: NamespaceName, _ gaps: inout [String]) async throws -> [KubernetesObject] {
        do {
            return try await client.list(.disruptionBudgets, in: namespace).items
        } catch let failure as Failure where failure.code == .objectNotFound {
            return try await known(.oldDisruptionBudgets, in: namespace, &gaps)
        } catch let failure as Failure where failure.code == .forbidden {
            gaps.append("disruption budgets could not be looked at: \(failure.message)")
            return []
        }
    }

    private func known(
        _ type: ResourceType, in namespace: NamespaceName?, _ gaps: inout [String]
    ) async throws -> [KubernetesObject] {
        do {
            return try await client.list(type, in: namespace).items
        } catch let failure as Failure where failure.code == .forbidden || failure.code == .objectNotFound {
            gaps.append("\(type.plural) could not be looked at: \(failure.message)")
            return []
        }
    }
}
