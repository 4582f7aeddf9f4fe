import RawJSON

/// What an audit reads of an object that makes pods, or of a pod: the rest is never kept.
package struct AuditRecord: Decodable, Sendable {
    struct Metadata: Decodable, Sendable {
        let name: String
        let namespace: String?
        let uid: String?
        let ownerReferences: [Owner]?
    }

    struct Owner: Decodable, Sendable {
        let kind: String
        let name: String
        let uid: String
        let controller: Bool?
    }

    let metadata: Metadata
    let pod: PodRecord
    /// Of a pod; nil for others.
    let phase: String?

    /// Who made it, and makes another one in its place; nil for nobody.
    var controller: Owner? { (metadata.ownerReferences ?? []).first { $0.controller == true } }

    private enum Keys: String, CodingKey { case metadata, spec, status, template, jobTemplate, phase }

    package init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Keys.self)
        metadata = try object.decode(Metadata.self, forKey: .metadata)
        phase = try? object.nestedContainer(keyedBy: Keys.self, forKey: .status).decodeIfPresent(
            String.self, forKey: .phase)
        pod = try Self.pod(in: object)
    }

    /// The specification of the pods, wherever the kind has it.
    private static func pod(in object: KeyedDecodingContainer<Keys>) throws -> PodRecord {
        let spec = try object.nestedContainer(keyedBy: Keys.self, forKey: .spec)
        if spec.contains(.jobTemplate) {
            return try pod(in: try spec.nestedContainer(keyedBy: Keys.self, forKey: .jobTemplate))
        }
        guard spec.contains(.template) else { return try object.decode(PodRecord.self, forKey: .spec) }
        let template = try spec.nestedContainer(keyedBy: Keys.self, forKey: .template)
        return try template.decode(PodRecord.self, forKey: .spec)
    }
}

/// What an audit reads of a pod's specification.
package struct PodRecord: Decodable, Sendable {
    struct Container: Decodable, Sendable, Hashable {
        let name: String
        let image: String?
    }

    private struct Secret: Decodable { let name: String? }
    private struct Affinity: Decodable { let nodeAffinity: Node? }
    private struct Node: Decodable { let requiredDuringSchedulingIgnoredDuringExecution: JSONValue? }

    /// Init and ephemeral containers too.
    let containers: [Container]
    let needs: SchedulingNeeds
    let serviceAccount: String
    let pullSecrets: [String]

    private enum Keys: String, CodingKey {
        case initContainers, containers, ephemeralContainers, nodeSelector, affinity, tolerations, nodeName
        case serviceAccountName, imagePullSecrets
    }

    package init(from decoder: any Decoder) throws {
        let spec = try decoder.container(keyedBy: Keys.self)
        var containers: [Container] = []
        for key in [Keys.initContainers, .containers, .ephemeralContainers] {
            containers += try spec.decodeIfPresent([Container].self, forKey: key) ?? []
        }
        self.containers = containers
        needs = SchedulingNeeds(
            nodeSelector: try spec.decodeIfPresent([String: String].self, forKey: .nodeSelector) ?? [:],
            requiredAffinity: try spec.decodeIfPresent(Affinity.self, forKey: .affinity)?.nodeAffinity?
                .requiredDuringSchedulingIgnoredDuringExecution,
            tolerations: try spec.decodeIfPresent([JSONValue].self, forKey: .tolerations) ?? [],
            nodeName: try spec.decodeIfPresent(String.self, forKey: .nodeName))
        serviceAccount = try spec.decodeIfPresent(String.self, forKey: .serviceAccountName) ?? "default"
        pullSecrets = try (spec.decodeIfPresent([Secret].self, forKey: .imagePullSecrets) ?? []).compactMap(\.name)
    }
}

/// What a pod asks of the node that it is sent to; many pods ask for the same.
struct SchedulingNeeds: Hashable, Sendable {
    let nodeSelector: [String: String]
    /// `nodeSelectorTerms` and what is around them; nil for none.
    let requiredAffinity: JSONValue?
    let tolerations: [JSONValue]
    /// The node that it is on already.
    private(set) var nodeName: String?

    /// The same without the node that it was sent to.
    var unbound: SchedulingNeeds {
        var needs = self
        needs.nodeName = nil
        return needs
    }
}
