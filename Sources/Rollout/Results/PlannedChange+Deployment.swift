import KubernetesClient
import RawJSON

extension PlannedChange {
    /// - Parameter object: an object that the cluster does not have.
    static func creation(of object: KubernetesObject) -> PlannedChange {
        PlannedChange(what: "is not there yet", object: object.shortName, verb: "create", body: nil)
    }

    /// - Parameters:
    ///   - live: the object as it is.
    ///   - object: the object as it would be.
    static func change(from live: KubernetesObject, to object: KubernetesObject) -> PlannedChange {
        let fields = ObjectDifference(from: live, to: object).fields
        let what = fields.isEmpty ? "is so already" : fields.count == 1 ? "1 field" : "\(fields.count) fields"
        var change = PlannedChange(
            what: what, object: object.shortName, verb: fields.isEmpty ? "keep" : "change", body: nil)
        change.fields = fields
        return change
    }

    /// What was done, in a line.
    var line: String {
        switch verb {
        case "create": "\(object): created"
        case "keep": "\(object): unchanged"
        default: "\(object): changed: " + (fields ?? []).prefix(3).map(\.line).joined(separator: "; ") + more
        }
    }

    private var more: String {
        let rest = (fields?.count ?? 0) - 3
        return rest > 0 ? "; and \(rest) more" : ""
    }
}
