import KubernetesClient
import Platforms
import RawJSON
import Reporting

/// Asks a cluster for its images, and registries for what they are.
public struct ClusterAudit: Sendable {
    private let client: KubernetesClient
    private let images: any ImageAuditing
    private let progress: any ProgressReporter

    /// - Parameters:
    ///   - client: the cluster.
    ///   - images: asks registries.
    ///   - progress: gets what happens.
    public init(
        client: KubernetesClient, images: any ImageAuditing, progress: any ProgressReporter = SilentProgress()
    ) {
        self.client = client
        self.images = images
        self.progress = progress
    }

    /// - Parameters:
    ///   - options: what to find out.
    ///   - cluster: what the cluster is called, for the report.
    /// - Returns: what was found.
    /// - Throws: ``Failure`` when the cluster can't be reached, or does not let pods be listed.
    public func report(_ options: AuditOptions, cluster: String = "") async throws -> AuditReport {
        var notes: [String] = []
        let nodes = try await nodes(&notes)
        let inventory = try await inventory(in: options.namespace, nodes: nodes, &notes)
        let counts = Dictionary(grouping: nodes, by: \.architecture).mapValues(\.count)
        let known = counts.keys.compactMap { Architecture($0) }.sorted()
        let required = options.required.map { Platform(architecture: $0) }
        let wanted = (known + options.required.filter { !known.contains($0) }).map { Platform(architecture: $0) }
        let auditor = ImageAuditor(
            images: images, progress: progress, wanted: wanted, suggestions: options.suggestions,
            atOnce: options.atOnce)
        return AuditReport(
            cluster: cluster, namespace: options.namespace?.description, nodes: counts, required: required,
            images: try await auditor.audit(inventory), workloads: inventory.workloads.count,
            pods: inventory.podCount, notes: notes)
    }

    /// Linux nodes: images of others are others.
    private func nodes(_ notes: inout [String]) async throws -> [NodeFacts] {
        do {
            return try await client.list(.nodes, in: nil).items
                .filter { $0.json[path: "status", "nodeInfo", "operatingSystem"]?.string ?? "linux" == "linux" }
                .map(NodeFacts.init)
        } catch let failure as Failure where failure.code == .forbidden {
            notes.append("nodes could not be looked at, so that their architectures are not known: \(failure.message)")
            return []
        }
    }

    /// Owners before what they own.
    private static let kinds: [[ResourceType]] = [
        [.deployments], [.statefulSets], [.daemonSets], [.replicaSets], [.replicationControllers],
        [.cronJobs, .oldCronJobs], [.jobs],
    ]

    private func inventory(
        in namespace: NamespaceName?, nodes: [NodeFacts], _ notes: inout [String]
    ) async throws -> AuditInventory {
        let id = "inventory"
        progress.report(.started(id: id, title: "Read the cluster's workloads"))
        var inventory = AuditInventory(nodes: nodes)
        for versions in Self.kinds { try await read(versions, in: namespace, into: &inventory, &notes) }
        try await client.stream(.pods, in: namespace, as: AuditRecord.self, onRestart: {}) { page in
            for pod in page { inventory.add(pod: pod) }
            progress.report(.advanced(id: id, completed: Int64(inventory.podCount), total: nil))
        }
        progress.report(
            .finished(
                id: id,
                detail:
                    "\(Plural.of(inventory.uses.count, "image")) in \(Plural.of(inventory.workloads.count, "workload"))"
                    + " and \(Plural.of(inventory.podCount, "pod"))"))
        return inventory
    }

    /// - Parameter versions: the same kind in the versions that clusters may have, the newest first.
    private func read(
        _ versions: [ResourceType], in namespace: NamespaceName?, into inventory: inout AuditInventory,
        _ notes: inout [String]
    ) async throws {
        for type in versions {
            do {
                try await client.stream(type, in: namespace, as: AuditRecord.self, onRestart: {}) { page in
                    for object in page { inventory.add(object, kind: type.kind) }
                }
                return
            } catch let failure as Failure where failure.code == .objectNotFound {
                continue
            } catch let failure as Failure where failure.code == .forbidden {
                notes.append("\(type.plural) could not be looked at: \(failure.message)")
                return
            }
        }
    }
}
