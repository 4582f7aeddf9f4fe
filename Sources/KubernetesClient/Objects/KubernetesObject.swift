import RawJSON

/// A Kubernetes object as it was read: raw JSON with names for the fields that every object has.
///
/// Unknown fields survive reading, editing and writing.
public struct KubernetesObject: Hashable, Sendable {
    /// The whole object.
    public var json: JSONValue

    /// - Parameter json: the whole object.
    public init(_ json: JSONValue) { self.json = json }

    /// `apps/v1`; empty when missing.
    public var apiVersion: String { json["apiVersion"]?.string ?? "" }
    /// `Deployment`; empty when missing.
    public var kind: String { json["kind"]?.string ?? "" }
    /// `metadata.name`; empty when missing.
    public var name: String { json[path: "metadata", "name"]?.string ?? "" }

    /// `metadata.namespace`; nil for objects that belong to no namespace.
    public var namespace: String? {
        get { json[path: "metadata", "namespace"]?.string }
        set { json[path: "metadata", "namespace"] = newValue.map { .string($0) } }
    }

    public var labels: [String: String] { json[path: "metadata", "labels"]?.strings ?? [:] }
    public var annotations: [String: String] { json[path: "metadata", "annotations"]?.strings ?? [:] }
    public var uid: String? { json[path: "metadata", "uid"]?.string }
    public var resourceVersion: String? { json[path: "metadata", "resourceVersion"]?.string }
    /// The reference to what made it and looks after it; nil for what nothing looks after.
    public var controller: JSONValue? {
        json[path: "metadata", "ownerReferences"]?.array?.first { $0["controller"]?.bool == true }
    }
    /// Counts the changes of `spec`.
    public var generation: Int { json[path: "metadata", "generation"]?.integer ?? 0 }
    /// Whether it was deleted and still winds down.
    public var isTerminating: Bool { json[path: "metadata", "deletionTimestamp"]?.string != nil }

    /// How kubectl writes it: `deployment/petstore`.
    public var shortName: String { "\(kind.lowercased())/\(name)" }
}
