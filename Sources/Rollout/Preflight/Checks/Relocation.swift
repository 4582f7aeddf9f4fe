import KubernetesClient
import RawJSON

/// Seats pods that have to leave their nodes on others, the largest first, as a scheduler would seat them.
package enum Relocation {
    /// - Parameters:
    ///   - moves: the pods, and the nodes that each may go to by its own conditions.
    ///   - nodes: all nodes that stay.
    ///   - pods: the pods that stay where they are.
    /// - Returns: why pods find no seat, by their position in `moves`.
    package static func obstacles(
        to moves: [(pod: KubernetesObject, nodes: [KubernetesObject])], on nodes: [KubernetesObject],
        beside pods: [KubernetesObject]
    ) -> [Int: String] {
        let all = nodes.map(NodeFacts.init)
        let places = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var seated = pods.compactMap(PodFacts.init)
        var obstacles: [Int: String] = [:]
        for index in largestFirst(moves.map(\.pod)) {
            var pod = moves[index].pod
            guard let template = PodTemplate(of: pod) else { continue }
            let seating = Seating(
                1, of: template, in: pod.namespace ?? "", on: moves[index].nodes.compactMap { places[$0.name] },
                of: all, beside: seated)
            guard let seat = seating.seats.first else {
                obstacles[index] = words(seating.reasons)
                continue
            }
            pod.json[path: "spec", "nodeName"] = .string(seat)
            if let facts = PodFacts(pod) { seated.append(facts) }
        }
        return obstacles
    }

    private static func largestFirst(_ pods: [KubernetesObject]) -> [Int] {
        let sizes = pods.map { pod -> (memory: Double, cpu: Double) in
            let requests = Resources.ofPod(pod.json["spec"] ?? .null)
            return (requests["memory"]?.value ?? 0, requests["cpu"]?.value ?? 0)
        }
        return pods.indices.sorted {
            (sizes[$0].memory, sizes[$0].cpu, $1) > (sizes[$1].memory, sizes[$1].cpu, $0)
        }
    }

    private static let told = 3

    private static func words(_ reasons: [String]) -> String {
        let more = reasons.count - told
        return reasons.prefix(told).joined(separator: "; ") + (more > 0 ? "; and \(more) more nodes" : "")
    }
}
