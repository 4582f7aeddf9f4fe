import KubernetesClient
import Platforms

/// What an audit shall find out.
public struct AuditOptions: Sendable {
    /// The namespace to look into; nil for all.
    public var namespace: NamespaceName?
    /// Architectures that every image must have, besides those of the nodes.
    public var required: [Architecture]
    /// How many newer tags are looked at for an image that lacks something; 0 for none.
    public var suggestions: Int
    /// How many questions each registry gets at a time.
    public var atOnce: Int

    /// - Parameters:
    ///   - namespace: the namespace to look into; nil for all.
    ///   - required: architectures that every image must have, besides those of the nodes.
    ///   - suggestions: how many newer tags are looked at for an image that lacks something.
    ///   - atOnce: how many questions each registry gets at a time.
    public init(
        namespace: NamespaceName? = nil, required: [Architecture] = [], suggestions: Int = 0, atOnce: Int = 6
    ) {
        self.namespace = namespace
        self.required = required
        self.suggestions = suggestions
        self.atOnce = atOnce
    }
}
