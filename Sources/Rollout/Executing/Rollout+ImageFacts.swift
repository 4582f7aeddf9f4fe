import KubernetesClient
import Platforms
import Reporting

extension Rollout {
    /// - Parameters:
    ///   - images: references as manifests have them.
    ///   - target: the architecture whose programs are looked at; nil for none.
    ///   - secrets: the logins that the images are pulled with.
    /// - Returns: what is known of them. Each tag is resolved once: what it named then is what is looked into.
    func facts(
        of images: Set<String>, verifiedFor target: Architecture?, with secrets: PullSecrets = .none
    ) async throws -> ImageKnowledge {
        let inspector = self.images.pulling(with: secrets)
        var knowledge = ImageKnowledge()
        for image in images.sorted() {
            do {
                let identity = try await inspector.identity(of: image)
                knowledge.identities[image] = identity
                if let identity { progress.report(.note("the image \(image) is \(identity.digest)")) }
                let pinned = identity.map { image.contains("@") ? image : "\(image)@\($0.digest)" } ?? image
                let platforms = try await inspector.platforms(of: pinned)
                knowledge.facts[image] = .platforms(platforms)
                guard let target,
                    let platform = platforms.first(where: { $0.os == "linux" && $0.architecture == target })
                else { continue }
                let problems = try await inspector.problems(of: pinned, for: platform)
                if !problems.isEmpty { knowledge.facts[image] = .wrong(problems) }
            } catch let failure as Failure where ![.unreachable, .timedOut].contains(failure.code) {
                knowledge.facts[image] = .unreadable(failure.message)
            }
        }
        return knowledge
    }
}

/// What was found out about images, by the references that manifests have.
package struct ImageKnowledge: Sendable {
    var facts: [String: ImageFacts]
    /// What they name now, as far as that is known.
    var identities: [String: ImageIdentity]

    package init(facts: [String: ImageFacts] = [:], identities: [String: ImageIdentity] = [:]) {
        self.facts = facts
        self.identities = identities
    }

    mutating func add(_ other: ImageKnowledge) {
        facts.merge(other.facts) { own, _ in own }
        identities.merge(other.identities) { own, _ in own }
    }
}
