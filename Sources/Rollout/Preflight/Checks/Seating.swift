import KubernetesClient
import RawJSON

/// Seats pods on nodes one by one, as a scheduler would, and tells why the next one finds no seat.
struct Seating {
    /// How many pods found a seat.
    private(set) var seated = 0
    /// Why the next one found none, node by node; empty when all did.
    private(set) var reasons: [String] = []

    /// A pod that takes another's place.
    struct Turn {
        /// The name of the pod that is gone before.
        let replaced: String
        /// Where the new one can be.
        let nodes: [NodeFacts]
    }

    private let spec: JSONValue
    private let labels: [String: String]
    private let namespace: String
    private let requests: Resources
    private let hostPorts: Set<String>
    private let repulsions: [PodTerm]
    private let attractions: [PodTerm]
    private let nodes: [NodeFacts]
    private var pods: [PodFacts]
    /// The nodes where pods found a seat, in their order.
    private(set) var seats: [String] = []
    private let places: [String: NodeFacts]

    /// - Parameters:
    ///   - count: the pods to be seated.
    ///   - template: what they are made from.
    ///   - namespace: theirs.
    ///   - nodes: the nodes that the template's own conditions allow.
    ///   - all: all nodes of the cluster.
    ///   - pods: all pods of the cluster.
    ///   - turns: for pods that take others' places, whose, and where; in their order.
    init(
        _ count: Int, of template: PodTemplate, in namespace: String, on nodes: [NodeFacts], of all: [NodeFacts],
        beside pods: [PodFacts], turns: [Turn] = []
    ) {
        spec = template.spec
        labels = template.labels
        self.namespace = namespace
        requests = Resources.ofPod(template.spec)
        hostPorts = PodFacts.hostPorts(template.spec)
        repulsions = PodTerm.required(in: template.spec, "podAntiAffinity", namespace: namespace)
        attractions = PodTerm.required(in: template.spec, "podAffinity", namespace: namespace)
        self.nodes = nodes
        self.pods = pods
        places = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for index in 0..<count {
            var possible = nodes
            if turns.indices.contains(index) {
                let turn = turns[index]
                self.pods.removeAll { $0.name == turn.replaced && $0.namespace == namespace }
                possible = turn.nodes
            }
            let free = possible.filter { obstacle(on: $0) == nil }
            // The emptiest node first, which is also what spreads pods.
            guard let best = free.min(by: { load($0) < load($1) }) else {
                reasons = possible.compactMap { node in obstacle(on: node).map { "\(node.name): \($0)" } }
                return
            }
            seats.append(best.name)
            seated += 1
        }
    }

    private func load(_ node: NodeFacts) -> Int {
        seats.count { $0 == node.name } * 1000 + pods.count { $0.node == node.name }
    }

    private func obstacle(on node: NodeFacts) -> String? {
        shortage(on: node) ?? portConflict(on: node) ?? neighbours(on: node) ?? spread(on: node)
    }

    private func shortage(on node: NodeFacts) -> String? {
        let own = pods.filter { $0.node == node.name }
        let here = seats.count { $0 == node.name }
        let limit = node.allocatable["pods"]?.value ?? .infinity
        if Double(own.count + here + 1) > limit { return "it may have \(Int(limit)) pods, and has them" }
        for (name, wanted) in requests.sorted(by: { $0.key < $1.key }) where wanted.value > 0 {
            let used =
                own.reduce(Quantity.zero) { $0 + ($1.requests[name] ?? .zero) } + Quantity(wanted.value * Double(here))
            let free = (node.allocatable[name] ?? .zero) - used
            // A millionth for what floating point adds up to.
            if free.value + wanted.value * 1e-6 < wanted.value {
                return "\(max(free, .zero)) of \(name) is free, and each pod asks for \(wanted)"
            }
        }
        return nil
    }

    private func portConflict(on node: NodeFacts) -> String? {
        guard !hostPorts.isEmpty else { return nil }
        let taken = pods.filter { $0.node == node.name }.reduce(into: Set<String>()) { $0.formUnion($1.hostPorts) }
        if let port = hostPorts.intersection(taken).min() { return "its port \(port) is taken (hostPort)" }
        return seats.contains(node.name) ? "its port \(hostPorts.min() ?? "") fits one pod only (hostPort)" : nil
    }

    private func neighbours(on node: NodeFacts) -> String? {
        for term in repulsions where isOccupied(term, near: node) {
            return "a pod that they are not to be beside is there (anti-affinity by \(term.topologyKey))"
        }
        for pod in pods {
            for term in pod.repulsions where term.selects(labels, in: namespace) && isNear(pod.node, node, term) {
                return "a pod that does not want them beside it is there (anti-affinity by \(term.topologyKey))"
            }
        }
        for term in attractions where !isOccupied(term, near: node) {
            // The first of pods that want each other has nobody to go to.
            let isFirst =
                term.selects(labels, in: namespace) && seats.isEmpty
                && !pods.contains { term.selects($0.labels, in: $0.namespace) }
            if !isFirst { return "no pod that they have to be beside is there (affinity by \(term.topologyKey))" }
        }
        return nil
    }

    private func isOccupied(_ term: PodTerm, near node: NodeFacts) -> Bool {
        pods.contains { term.selects($0.labels, in: $0.namespace) && isNear($0.node, node, term) }
            || (term.selects(labels, in: namespace) && seats.contains { isNear($0, node, term) })
    }

    private func isNear(_ other: String?, _ node: NodeFacts, _ term: PodTerm) -> Bool {
        guard let domain = node.labels[term.topologyKey], let place = other.flatMap({ places[$0] }) else {
            return false
        }
        return place.labels[term.topologyKey] == domain
    }

    /// Source: v1 TopologySpreadConstraint with `DoNotSchedule`: only nodes that the template allows count.
    private func spread(on node: NodeFacts) -> String? {
        for constraint in spec["topologySpreadConstraints"]?.array ?? []
        where constraint["whenUnsatisfiable"]?.string != "ScheduleAnyway" {
            let key = constraint["topologyKey"]?.string ?? ""
            guard let domain = node.labels[key] else { return "it has no label \(key) (topology spread)" }
            let selector = LabelSelector(constraint["labelSelector"] ?? .null)
            var counts: [String: Int] = [:]
            for place in nodes {
                guard let name = place.labels[key] else { continue }
                counts[name, default: 0] += pods.count {
                    $0.node == place.name && $0.namespace == namespace && selector.matches($0.labels)
                }
                if selector.matches(labels) { counts[name, default: 0] += seats.count { $0 == place.name } }
            }
            let skew = (counts[domain] ?? 0) + 1 - (counts.values.min() ?? 0)
            let limit = constraint["maxSkew"]?.integer ?? 1
            if skew > limit { return "more pods there would be uneven by \(key) (topology spread, maxSkew \(limit))" }
        }
        return nil
    }
}
