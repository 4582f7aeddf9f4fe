import AWSClient
import KubernetesClient
import Platforms
import RawJSON
import Reporting

extension NodeGroups {
    private static let imageCount = 8

    /// Finds what the first node of a planned group would break.
    /// - Parameter plan: the plan.
    /// - Throws: `CancellationError`.
    public func joinReport(of plan: NodeGroupPlan) async throws -> JoinReport {
        let zone = plan.subnets.first { plan.group.subnets.contains($0.id) }?.zone
        return try await joinReport(of: plan.group, in: plan.cluster.name, version: plan.cluster.version, zone: zone)
    }

    /// Finds what the first node of a group would break.
    /// - Parameters:
    ///   - group: the group.
    ///   - cluster: the cluster's name.
    ///   - version: its Kubernetes version.
    ///   - zone: one of the group's zones.
    /// - Returns: what was found; what could not be asked is among its gaps.
    /// - Throws: `CancellationError`.
    public func joinReport(
        of group: NodeGroupSpec, in cluster: String, version: String, zone: String?
    ) async throws -> JoinReport {
        let id = "join"
        progress.report(.started(id: id, title: "Look for what the first node would break"))
        var contents = ClusterContents()
        switch kubernetes {
        case .unavailable(let failure):
            contents.gaps.append("workloads and their images: \(failure.message)")
        case .client(let client): try await read(client, into: &contents)
        }
        contents.cluster = cluster
        await readAddons(of: cluster, version: version, into: &contents)
        let report = JoinCheck(contents, NodeProspect(of: group, zone: zone)).report
        let crashes = report.breakages.count
        let detail = "\(Plural.of(report.workloads, "workload")), \(Plural.of(report.images, "image"))"
        progress.report(
            crashes == 0
                ? .finished(id: id, detail: detail) : .failed(id: id, detail: detail + ": \(crashes) would break"))
        return report
    }

    private func read(_ client: KubernetesClient, into contents: inout ClusterContents) async throws {
        for type in [ResourceType.daemonSets, .deployments, .statefulSets] {
            contents.workloads += try await items(of: client, type, or: nil, &contents.gaps)
        }
        contents.workloads += try await items(of: client, .cronJobs, or: .oldCronJobs, &contents.gaps)
        for type in [ResourceType.jobs, .replicaSets, .replicationControllers, .pods] {
            contents.workloads += OwnWorkloads.once(
                try await items(of: client, type, or: nil, &contents.gaps, where: OwnWorkloads.counts))
        }
        contents.services = try await items(of: client, .services, or: nil, &contents.gaps)
        for type in [ResourceType.mutatingWebhooks, .validatingWebhooks] {
            contents.webhooks += try await items(of: client, type, or: nil, &contents.gaps)
        }
        contents.images = try await answers(for: contents.workloads)
        // Secrets that are missing matter where an image could not be read, and only there.
        guard contents.images.values.contains(where: \.isUnreadable) else { return }
        contents.notes += await images.gaps
    }

    /// The objects of a kind that matter; what may not be listed is a gap. Of long lists only these are kept.
    private func items(
        of client: KubernetesClient, _ type: ResourceType, or old: ResourceType?, _ gaps: inout [String],
        where matters: (KubernetesObject) -> Bool = { _ in true }
    ) async throws -> [KubernetesObject] {
        do {
            return try await client.list(type, in: nil, into: []) { $0 += $1.filter(matters) }.value
        } catch let failure as Failure where failure.code == .objectNotFound {
            guard let old else { return [] }
            return try await self.items(of: client, old, or: nil, &gaps, where: matters)
        } catch let failure as Failure {
            gaps.append("\(type.plural): \(failure.message)")
            return []
        }
    }

    /// Asks for the images of workloads or pods, some at a time.
    func answers(for objects: [KubernetesObject]) async throws -> [String: ImageAnswer] {
        var pullers: [String: Set<ImagePuller>] = [:]
        for object in objects {
            guard let template = PodTemplate(of: object) else { continue }
            let puller = ImagePuller(of: template, in: object.namespace ?? "default")
            for image in template.images { pullers[image, default: []].insert(puller) }
        }
        return try await withThrowingTaskGroup(of: (String, ImageAnswer).self) { tasks in
            var answers: [String: ImageAnswer] = [:]
            var rest = pullers.sorted { $0.key < $1.key }[...]
            func begin() {
                guard let (name, pullers) = rest.popFirst() else { return }
                tasks.addTask { (name, try await answer(for: name, pullers.sorted())) }
            }
            for _ in 0..<Self.imageCount { begin() }
            for try await (name, answer) in tasks {
                answers[name] = answer
                begin()
            }
            return answers
        }
    }

    private func answer(for image: String, _ pullers: [ImagePuller]) async throws -> ImageAnswer {
        do {
            let platforms = try await images.platforms(of: image, for: pullers).filter { $0.os == "linux" }
            return .architectures(Set(platforms.map(\.architecture.name)))
        } catch let failure as Failure {
            return .unreadable(failure.message)
        }
    }

    private func readAddons(of cluster: String, version: String, into contents: inout ClusterContents) async {
        do {
            contents.addons = try await aws.addons(of: cluster)
            for addon in contents.addons {
                contents.addonVersions[addon.name] = try await aws.versions(of: addon.name, for: version)
            }
        } catch {
            // Their pods are workloads like others, and were looked at as such.
            let why = (error as? Failure)?.message ?? "\(error)"
            contents.notes.append(
                "the add-ons' versions could not be asked for, their pods are looked at like all others: \(why)")
        }
    }
}
