import RawJSON

/// The kinds that a cluster is known to have, by API version.
actor ResourceCatalogue {
    private var types: [String: [ResourceType]] = [:]

    func types(of apiVersion: String) -> [ResourceType]? { types[apiVersion] }

    func remember(_ found: [ResourceType], of apiVersion: String) { types[apiVersion] = found }

    func forget() { types = [:] }
}

extension ResourceType {
    /// - Parameter list: an APIResourceList.
    /// - Returns: its kinds, without subresources.
    static func all(in list: JSONValue, apiVersion: String) -> [ResourceType] {
        (list["resources"]?.array ?? []).compactMap { resource in
            guard let plural = resource["name"]?.string, let kind = resource["kind"]?.string, !plural.contains("/")
            else { return nil }
            return ResourceType(
                apiVersion: apiVersion, kind: kind, plural: plural,
                isNamespaced: resource["namespaced"]?.bool ?? false)
        }
    }
}
