import KubernetesClient
import Platforms
import Reporting

extension Rollout {
    /// Asks what there is to know, and decides whether workloads can run.
    /// - Parameters:
    ///   - plan: the objects as they would be, and where the pods of the workloads among them shall run: no architecture
    ///     for anywhere that their templates allow.
    ///   - warnings: gets what may matter although they can; it is reported, too.
    /// - Returns: why they can't; empty when they can.
    /// - Throws: ``Failure`` when the cluster or a registry can't be reached.
    func preflight(_ plan: ManifestPlan, _ warnings: inout [String]) async throws -> [String] {
        let objects = plan.objects.map(\.object)
        let templates = objects.compactMap { object in PodTemplate(of: object).map { (object, $0) } }
        guard !templates.isEmpty else { return [] }
        progress.report(.started(id: Self.preflightID, title: "Check images and nodes"))
        let nodes = try await client.list(.nodes, in: nil).items.map(NodeFacts.init)
        let reader = PullSecretReader(client, coming: objects)
        // Workloads that pull with the same logins ask about an image once.
        var known: [PullSecrets: [String: ImageFacts]] = [:]
        var problems: [String] = []
        for (object, template) in templates {
            let namespace =
                try object.namespace.map { text throws(Failure) in try NamespaceName(text) } ?? client.namespace
            let secrets = try await reader.secrets(for: template, in: namespace)
            var doubts = secrets.gaps
            var facts = known[secrets] ?? [:]
            let images = Set(template.images).subtracting(facts.keys)
            facts.merge(try await self.facts(of: images, verifiedFor: nil, with: secrets).facts) { own, _ in own }
            known[secrets] = facts
            let architectures = plan.places[ManifestKey(object)] ?? []
            for target in architectures.isEmpty ? [nil] : architectures.map(Optional.some) {
                let verdict = Preflight(of: template, architecture: target, nodes: nodes, images: facts)
                doubts += verdict.warnings
                for problem in verdict.problems where !problems.contains(problem) { problems.append(problem) }
            }
            warn(doubts.map { "\(object.shortName): \($0)" }, &warnings)
        }
        let architectures = Set(templates.flatMap { plan.places[ManifestKey($0.0)] ?? [] })
        return tell(problems, images: Set(templates.flatMap { $0.1.images }).count, architectures.sorted())
    }

    /// Asks what there is to know, and decides whether a workload can be moved.
    /// - Parameters:
    ///   - live: the Deployment or StatefulSet as it is.
    ///   - target: where its pods shall go.
    ///   - options: how.
    ///   - isUnderWay: whether it is half moved already.
    ///   - warnings: gets what may matter although it can; it is reported, too.
    /// - Returns: why it can't; empty when it can.
    /// - Throws: ``Failure`` when the cluster or a registry can't be reached.
    func preflight(
        _ live: KubernetesObject, to target: Architecture, _ options: ShiftOptions, isUnderWay: Bool,
        _ warnings: inout [String]
    ) async throws -> [String] {
        var manner = ShiftPreflight.Manner.rolling
        if case .steps = options.mode, !isUnderWay { manner = live.kind == "StatefulSet" ? .ordinals : .steps }
        progress.report(.started(id: Self.preflightID, title: "Check images and nodes"))
        let cluster = try await clusterFacts(for: live)
        let images = try await knowledge(of: live, cluster, for: target, &warnings)
        let verdict = ShiftPreflight(
            of: live, to: target, manner: manner, consent: options.consent, facts: cluster, images: images)
        warn(verdict.warnings.map { "\(live.shortName): \($0)" }, &warnings)
        var problems = verdict.problems
        if let check = options.check { problems += try await standing(of: check) }
        if let metrics = options.metrics { problems += try await standing(of: metrics, before: live) }
        return tell(problems, images: images.facts.count, [target])
    }

    /// What is known of a workload's images, looked into with the logins that its pods are pulled with.
    private func knowledge(
        of live: KubernetesObject, _ cluster: ClusterFacts, for target: Architecture, _ warnings: inout [String]
    ) async throws -> ImageKnowledge {
        guard let template = PodTemplate(of: live) else { return ImageKnowledge() }
        let namespace = try live.namespace.map { text throws(Failure) in try NamespaceName(text) } ?? client.namespace
        let secrets = try await PullSecretReader(client).secrets(for: template, in: namespace)
        warn(secrets.gaps.map { "\(live.shortName): \($0)" }, &warnings)
        var images = try await facts(of: Set(template.images), verifiedFor: target, with: secrets)
        let others = DebugContainerCheck.images(of: cluster.ownPods).subtracting(template.images)
        images.add(try await facts(of: others, verifiedFor: nil, with: secrets))
        return images
    }

    /// Tells each warning once, and keeps it.
    func warn(_ new: [String], _ warnings: inout [String]) {
        for warning in new where !warnings.contains(warning) {
            progress.report(.warning(warning))
            warnings.append(warning)
        }
    }

    private static let preflightID = "preflight"

    private func tell(_ problems: [String], images: Int, _ architectures: [Architecture]) -> [String] {
        guard problems.isEmpty else {
            progress.report(.failed(id: Self.preflightID, detail: problems.joined(separator: "; ")))
            return problems
        }
        let names = architectures.map(\.name).joined(separator: " and ")
        let target = names.isEmpty ? "" : " for \(names)"
        progress.report(
            .finished(id: Self.preflightID, detail: "\(images == 1 ? "1 image fits" : "\(images) images fit")\(target)")
        )
        return []
    }
}
