import KubernetesClient
import Platforms

/// Decides whether pods of a template can run, from facts alone.
public struct Preflight: Sendable, Hashable {
    /// Why they can't; empty when they can.
    public let problems: [String]
    /// What may matter although they can.
    public let warnings: [String]

    /// - Parameters:
    ///   - template: the pods' template as it would be applied, its node selector included.
    ///   - architecture: the architecture that they shall run on; nil for any that the template allows.
    ///   - nodes: the cluster's nodes.
    ///   - images: what is known of the template's images.
    public init(
        of template: PodTemplate, architecture: Architecture?, nodes: [NodeFacts], images: [String: ImageFacts]
    ) {
        let placement = Placement(of: template, architecture: architecture, nodes: nodes)
        var problems = placement.problem.map { [$0] } ?? []
        var warnings: [String] = []
        let possible = Set(placement.nodes.compactMap { Architecture($0.architecture) })
        let wanted = architecture.map { [$0] } ?? possible.sorted()
        for image in template.images {
            switch images[image] {
            case nil: problems.append("nothing is known of the image \(image)")
            case .unreadable(let why): problems.append("the image \(image) can't be read: \(why)")
            case .wrong(let why):
                problems.append("the image \(image) does not hold what it says: " + why.joined(separator: ", "))
            case .platforms(let platforms):
                let offered = Set(platforms.filter { $0.os == "linux" }.map(\.architecture))
                let missing = wanted.filter { !offered.contains($0) }
                guard !missing.isEmpty else { continue }
                let lack = "the image \(image) has no \(Self.list(missing)), only \(Self.list(platforms))"
                if missing.count == wanted.count {
                    problems.append(lack)
                } else {
                    warnings.append(lack + ": pods on such nodes will not start; --arch keeps them away")
                }
            }
        }
        self.problems = problems
        self.warnings = warnings
    }

    private static func list(_ items: [some CustomStringConvertible]) -> String {
        items.isEmpty ? "nothing" : items.map(\.description).joined(separator: ", ")
    }
}
