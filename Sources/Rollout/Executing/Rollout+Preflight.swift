import KubernetesClient
import Platforms
import Reporting

extension Rollout {
    /// Asks what there is to know, and decides whether workloads can run.
    /// - Parameters:
    ///   - objects: the workloads as they would be.
    ///   - architectures: where their pods shall run; none for anywhere that their templates allow.
    /// - Returns: why they can't; empty when they can. Warnings are reported.
    /// - Throws: ``Failure`` when the cluster or a registry can't be reached.
    func preflight(_ objects: [KubernetesObject], on architectures: [Architecture]) async throws -> [String] {
        let templates = objects.compactMap { object in PodTemplate(of: object).map { (object, $0) } }
        guard !templates.isEmpty else { return [] }
        progress.report(.started(id: Self.preflightID, title: "Check images and nodes"))
        let nodes = try await client.list(.nodes, in: nil).items.map(NodeFacts.init)
        let facts = try await facts(of: Set(templates.flatMap { $0.1.images }), verifiedFor: nil)
        var problems: [String] = []
        let targets = architectures.isEmpty ? [nil] : architectures.map(Optional.some)
        for (object, template, target) in templates.flatMap({ pair in targets.map { (pair.0, pair.1, $0) } }) {
            let verdict = Preflight(of: template, architecture: target, nodes: nodes, images: facts)
            for warning in verdict.warnings { progress.report(.warning("\(object.shortName): \(warning)")) }
            for problem in verdict.problems where !problems.contains(problem) { problems.append(problem) }
        }
        return tell(problems, images: facts.count, architectures)
    }

    /// Asks what there is to know, and decides whether a Deployment can be moved.
    /// - Parameters:
    ///   - deployment: the Deployment as it is.
    ///   - target: where its pods shall go.
    ///   - options: how.
    ///   - isUnderWay: whether it is half moved already.
    /// - Returns: why it can't; empty when it can. Warnings are reported.
    /// - Throws: ``Failure`` when the cluster or a registry can't be reached.
    func preflight(
        _ deployment: KubernetesObject, to target: Architecture, _ options: ShiftOptions, isUnderWay: Bool
    ) async throws -> [String] {
        var isStepwise = false
        if case .steps = options.mode { isStepwise = !isUnderWay }
        progress.report(.started(id: Self.preflightID, title: "Check images and nodes"))
        let images = PodTemplate(of: deployment)?.images ?? []
        let facts = try await facts(of: Set(images), verifiedFor: target)
        let verdict = ShiftPreflight(
            of: deployment, to: target, isStepwise: isStepwise,
            facts: try await clusterFacts(for: deployment), images: facts)
        for warning in verdict.warnings { progress.report(.warning("\(deployment.shortName): \(warning)")) }
        return tell(verdict.problems, images: facts.count, [target])
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
            .finished(id: Self.preflightID, detail: "\(images == 1 ? "1 image" : "\(images) images") fit\(target)"))
        return []
    }

    /// - Parameter target: the architecture whose programs are looked at; nil for none.
    private func facts(
        of images: Set<String>, verifiedFor target: Architecture?
    ) async throws -> [String: ImageFacts] {
        var facts: [String: ImageFacts] = [:]
        for image in images.sorted() {
            do {
                let platforms = try await self.images.platforms(of: image)
                facts[image] = .platforms(platforms)
                guard let target,
                    let platform = platforms.first(where: { $0.os == "linux" && $0.architecture == target })
                else { continue }
                let problems = try await self.images.problems(of: image, for: platform)
                if !problems.isEmpty { facts[image] = .wrong(problems) }
            } catch let failure as Failure where ![.unreachable, .timedOut].contains(failure.code) {
                facts[image] = .unreadable(failure.message)
            }
        }
        return facts
    }
}
