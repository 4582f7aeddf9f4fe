import KubernetesClient
import RawJSON

/// The fields in which two states of an object differ, without what only the server writes.
package struct ObjectDifference {
    package private(set) var fields: [FieldChange] = []

    private let isSecret: Bool

    /// What every write changes.
    private static let serverFields: Set<String> = [
        "managedFields", "resourceVersion", "generation", "uid", "selfLink", "creationTimestamp",
    ]
    /// A copy of the whole object, that kubectl keeps; it can hold secrets.
    private static let copy = "kubectl.kubernetes.io/last-applied-configuration"

    /// - Parameters:
    ///   - before: the object as it is.
    ///   - after: the object as it would be.
    package init(from before: KubernetesObject, to after: KubernetesObject) {
        isSecret = before.kind == "Secret"
        compare(Self.stripped(before).json, Self.stripped(after).json, at: "")
    }

    private static func stripped(_ object: KubernetesObject) -> KubernetesObject {
        var object = object
        object.json["status"] = nil
        for field in serverFields { object.json[path: "metadata", field] = nil }
        object.json[path: "metadata", "annotations", copy] = nil
        if object.json[path: "metadata", "annotations"] == [:] { object.json[path: "metadata", "annotations"] = nil }
        return object
    }

    private mutating func compare(_ before: JSONValue?, _ after: JSONValue?, at path: String) {
        guard before != after else { return }
        if let old = before?.object, let new = after?.object {
            for key in Set(old.keys).union(new.keys).sorted() {
                compare(old[key], new[key], at: Self.path(path, member: key))
            }
        } else if let old = before?.array, let new = after?.array {
            compare(old, new, at: path)
        } else {
            let isHidden = isSecret && (path.hasPrefix("data") || path.hasPrefix("stringData"))
            fields.append(
                FieldChange(field: path, before: isHidden ? nil : before, after: isHidden ? nil : after))
        }
    }

    /// Elements with names are compared by name, others by their place.
    private mutating func compare(_ before: [JSONValue], _ after: [JSONValue], at path: String) {
        guard let old = Self.names(before), let new = Self.names(after) else {
            let (left, right) = (JSONValue.array(before), JSONValue.array(after))
            for index in 0..<max(before.count, after.count) {
                compare(left[index], right[index], at: "\(path)[\(index)]")
            }
            return
        }
        for name in new + old.filter({ !new.contains($0) }) {
            let left = old.firstIndex(of: name).map { before[$0] }
            let right = new.firstIndex(of: name).map { after[$0] }
            compare(left, right, at: "\(path)[\(name)]")
        }
    }

    /// Nil when not all elements have a name of their own.
    private static func names(_ elements: [JSONValue]) -> [String]? {
        let names = elements.compactMap { $0["name"]?.string }
        return names.count == elements.count && Set(names).count == names.count ? names : nil
    }

    private static func path(_ path: String, member: String) -> String {
        if member.contains(".") { return "\(path)[\"\(member)\"]" }
        return path.isEmpty ? member : "\(path).\(member)"
    }
}
