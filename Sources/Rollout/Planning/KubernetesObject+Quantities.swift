import KubernetesClient
import RawJSON

extension KubernetesObject {
    /// The object with quantities as text: `cpu: 1` becomes `cpu: "1"`.
    ///
    /// Both mean the same, and manifests have both; server-side apply of older clusters takes text only.
    func writingQuantitiesAsText() -> KubernetesObject {
        var object = self
        if let path = PodTemplate.path(in: kind) {
            for list in PodTemplate.containerLists { object.edit(list: path + ["spec", list], \.textResources) }
        }
        switch kind {
        case "PersistentVolumeClaim": object.json["spec"] = object.json["spec"]?.textResources
        case "StatefulSet":
            object.edit(list: ["spec", "volumeClaimTemplates"]) { claim in
                var claim = claim
                claim["spec"] = claim["spec"]?.textResources
                return claim
            }
        case "ResourceQuota": object.json[path: "spec", "hard"] = object.json[path: "spec", "hard"]?.textMembers
        default: break
        }
        return object
    }

    /// Changes each element of a list, where there is one.
    mutating func edit(list path: [String], _ change: (JSONValue) -> JSONValue) {
        guard let elements = json[path: path]?.array else { return }
        json[path: path] = .array(elements.map(change))
    }
}

extension JSONValue {
    /// `resources` with text for quantities.
    fileprivate var textResources: JSONValue {
        var value = self
        for part in ["requests", "limits"] {
            if let quantities = value[path: "resources", part] {
                value[path: "resources", part] = quantities.textMembers
            }
        }
        return value
    }

    /// The members with text for numbers.
    fileprivate var textMembers: JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(
            members.mapValues { member in
                switch member {
                case .integer(let value): .string(String(value))
                case .number(let value): .string(String(value))
                default: member
                }
            })
    }
}
