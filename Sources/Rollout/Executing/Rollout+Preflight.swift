import KubernetesClient
import Platforms
import Reporting

extension Rollout {
    /// Asks what there is to know, and decides whether workloads can run.
    /// - Parameters:
    ///   - objects: the workloads as they would be.
    ///   - architecture: where their pods shall run; nil for anywhere that their templates allow.
    /// - Returns: why they can't; empty when they can. Warnings are reported.
    /// - Throws: ``Failure`` when the cluster or a registry can't be reached.
    func preflight(_ objects: [KubernetesObject], architecture: Architecture?) async throws -> [String] {
        let templates = objects.compactMap { object in PodTemplate(of: object).map { (object, $0) } }
        guard !templates.isEmpty else { return [] }
        let id = "preflight"
        progress.report(.started(id: id, title: "Check images and nodes"))
        let nodes = try await client.list(.nodes, in: nil).items.map(NodeFacts.init)
        let facts = try await facts(of: Set(templates.flatMap { $0.1.images }))
        var problems: [String] = []
        for (object, template) in templates {
            let verdict = Preflight(of: template, architecture: architecture, nodes: nodes, images: facts)
            for warning in verdict.warnings { progress.report(.warning("\(object.shortName): \(warning)")) }
            for problem in verdict.problems where !problems.contains(problem) { problems.append(problem) }
        }
        guard problems.isEmpty else {
            progress.report(.failed(id: id, detail: problems.joined(separator: "; ")))
            return problems
        }
        let target = architecture.map { " for \($0)" } ?? ""
        progress.report(
            .finished(id: id, detail: "\(facts.count == 1 ? "1 image" : "\(facts.count) images") fit\(target)"))
        return []
    }

    private func facts(of images: Set<String>) async throws -> [String: ImageFacts] {
        var facts: [String: ImageFacts] = [:]
        for image in images.sorted() {
            do {
                facts[image] = .platforms(try await self.images.platforms(of: image))
            } catch let failure as Failure where ![.unreachable, .timedOut].contains(failure.code) {
                facts[image] = .unreadable(failure.message)
            }
        }
        return facts
    }
}
