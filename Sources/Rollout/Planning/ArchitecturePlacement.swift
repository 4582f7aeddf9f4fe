import KubernetesClient
import Platforms
import RawJSON

/// An object whose pods are bound to architectures; everything else is as it was.
struct ArchitecturePlacement {
    /// The object with its node selector, its affinity, and the spread of its replicas.
    private(set) var object: KubernetesObject
    /// What had to give way, for people.
    private(set) var warnings: [String] = []

    private let path: [String]

    private static let required = ["affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution"]
    /// Kinds whose pods stand for each other, so that a part of them may be elsewhere.
    private static let replicated: Set<String> = ["Deployment", "StatefulSet", "ReplicaSet", "ReplicationController"]
    /// The first version whose scheduler counts the pods of a Deployment's current template alone (KEP-3243).
    private static let countsRevisions = ServerVersion(major: 1, minor: 27)

    /// - Parameters:
    ///   - object: the object as written.
    ///   - architectures: one for a node selector, several for affinity with a spread; none changes nothing.
    ///   - version: the cluster's version.
    init(_ object: KubernetesObject, on architectures: [Architecture], version: ServerVersion) {
        self.object = object
        guard let path = PodTemplate.path(in: object.kind), object.json[path: path + ["spec"]] != nil,
            let first = architectures.first
        else {
            self.path = []
            return
        }
        self.path = path + ["spec"]
        bindTerms(to: architectures)
        bindSelector(to: architectures.count == 1 ? first : nil)
        if architectures.count > 1, Self.replicated.contains(object.kind) { spread(version) }
    }

    private mutating func bindTerms(to architectures: [Architecture]) {
        let path = self.path + Self.required + ["nodeSelectorTerms"]
        let terms = object.json[path: path]?.array ?? []
        // The node selector says it, where nothing contradicts.
        guard architectures.count > 1 || ArchitectureTerms.mention(terms) else { return }
        guard !terms.isEmpty else {
            object.json[path: path] = [["matchExpressions": [ArchitectureTerms.expression(architectures)]]]
            return
        }
        let narrowed = ArchitectureTerms(terms, to: architectures)
        object.json[path: path] = .array(narrowed.terms)
        guard narrowed.isOverruled else { return }
        let names = architectures.map(\.name).joined(separator: ", ")
        warnings.append("\(object.shortName): its node affinity asks for other architectures; \(names) is put there")
    }

    /// The label's older name is taken out: it is on every node too, and would contradict.
    private mutating func bindSelector(to architecture: Architecture?) {
        let path = self.path + ["nodeSelector"]
        object.json[path: path + [ArchitectureLabel.beta]] = nil
        object.json[path: path + [ArchitectureLabel.current]] = architecture.map { .string($0.name) }
        if object.json[path: path]?.object?.isEmpty == true { object.json[path: path] = nil }
    }

    /// One replica more or less on any architecture.
    private mutating func spread(_ version: ServerVersion) {
        let path = self.path + ["topologySpreadConstraints"]
        let present = object.json[path: path]?.array ?? []
        guard !present.contains(where: { $0["topologyKey"]?.string == ArchitectureLabel.current }) else { return }
        var constraint: JSONValue = [
            "maxSkew": 1, "topologyKey": .string(ArchitectureLabel.current), "whenUnsatisfiable": "DoNotSchedule",
            "labelSelector": selector,
        ]
        if object.kind == "Deployment", version >= Self.countsRevisions {
            constraint["matchLabelKeys"] = ["pod-template-hash"]
        }
        object.json[path: path] = .array(present + [constraint])
    }

    private var selector: JSONValue {
        let own = object.json[path: "spec", "selector"]
        if let own, own["matchLabels"] != nil || own["matchExpressions"] != nil { return own }
        let labels = PodTemplate(of: object)?.labels ?? [:]
        return ["matchLabels": .object(labels.mapValues { .string($0) })]
    }
}
