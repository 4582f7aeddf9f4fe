import KubernetesClient
import RawJSON

/// A field that older clusters do not know, and that an object makes sense without.
struct NewerField {
    let apiVersion: String
    let kind: String
    let path: [String]
    /// The first version that knows it without being told to.
    let since: ServerVersion

    static let all = [
        // KEP-1959. Without it the cloud's default controller serves the Service.
        NewerField(
            apiVersion: "v1", kind: "Service", path: ["spec", "loadBalancerClass"],
            since: ServerVersion(major: 1, minor: 22))
    ]

    /// - Parameters:
    ///   - object: an object to apply.
    ///   - version: the cluster's version.
    /// - Returns: the object without fields that are too new, and a sentence for each.
    static func strip(_ object: KubernetesObject, for version: ServerVersion) -> (KubernetesObject, warnings: [String])
    {
        var object = object
        var warnings: [String] = []
        for field in all
        where field.kind == object.kind && field.apiVersion == object.apiVersion && version < field.since
            && object.json[path: field.path] != nil
        {
            object.json[path: field.path] = nil
            warnings.append(
                "\(object.shortName): \(field.path.joined(separator: ".")) is left out: the cluster is Kubernetes "
                    + "\(version), which does not know it (\(field.since) does)")
        }
        return (object, warnings)
    }
}
