import RawJSON

extension KubernetesObject {
    /// The object without what only the server writes, and generators leave behind: `creationTimestamp: null`,
    /// an empty `status`, `managedFields`. Server-side apply would refuse them or claim them.
    func withoutServerFields() -> KubernetesObject {
        var json = json.withoutNullTimestamps()
        if json["status"]?.isHollow == true { json["status"] = nil }
        for field in ["managedFields", "resourceVersion", "uid", "selfLink", "generation"] {
            json[path: "metadata", field] = nil
        }
        return KubernetesObject(json)
    }
}

extension JSONValue {
    /// Whether there is nothing in it but empty objects, empty arrays and nulls.
    fileprivate var isHollow: Bool {
        switch self {
        case .null: true
        case .object(let members): members.values.allSatisfy(\.isHollow)
        case .array(let elements): elements.allSatisfy(\.isHollow)
        default: false
        }
    }

    fileprivate func withoutNullTimestamps() -> JSONValue {
        switch self {
        case .object(let members):
            .object(
                members.filter { $0.key != "creationTimestamp" || $0.value != .null }
                    .mapValues { $0.withoutNullTimestamps() })
        case .array(let elements): .array(elements.map { $0.withoutNullTimestamps() })
        default: self
        }
    }
}
