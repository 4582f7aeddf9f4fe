import RawJSON
import Reporting

/// Objects of one kind, and the state of the cluster that they were read from.
public struct ObjectList: Sendable {
    public let items: [KubernetesObject]
    /// Where a watch has to begin to miss nothing.
    public let resourceVersion: String?
}

extension KubernetesClient {
    private static let pageSize = 500

    /// - Parameters:
    ///   - type: the object's kind.
    ///   - name: its name.
    ///   - namespace: where; nil for the connection's namespace.
    /// - Throws: ``Failure`` with code `object-not-found`, among others.
    public func get(
        _ type: ResourceType, name: String, namespace: NamespaceName? = nil
    ) async throws -> KubernetesObject {
        let path = type.path(namespace: place(namespace), name: name)
        let purpose = "read \(type.kind.lowercased())/\(name)" + words(for: type, namespace)
        return KubernetesObject(try await json(APIRequest("GET", path), to: purpose))
    }

    /// - Parameters:
    ///   - type: the kind.
    ///   - namespace: where; nil for all namespaces.
    ///   - labels: a label selector, `app=petstore,tier!=db`.
    ///   - fields: a field selector, `spec.nodeName=a`.
    /// - Returns: all objects.
    /// - Throws: ``Failure``.
    public func list(
        _ type: ResourceType, in namespace: NamespaceName?, labels: String? = nil, fields: String? = nil
    ) async throws -> ObjectList {
        let all = try await list(type, in: namespace, labels: labels, fields: fields, into: [KubernetesObject]()) {
            $0 += $1
        }
        return ObjectList(items: all.value, resourceVersion: all.version)
    }

    /// For lists that are too long to keep.
    /// - Parameters:
    ///   - type: the kind.
    ///   - namespace: where; nil for all namespaces.
    ///   - labels: a label selector.
    ///   - fields: a field selector.
    ///   - start: what there is before the first page; a list that has to begin anew begins with it again.
    ///   - add: puts a page into it, as the page comes.
    /// - Returns: what has come together, and the collection's resource version.
    /// - Throws: ``Failure``, or what `add` throws.
    public func list<Value>(
        _ type: ResourceType, in namespace: NamespaceName?, labels: String? = nil, fields: String? = nil,
        into start: Value, _ add: (inout Value, [KubernetesObject]) throws -> Void
    ) async throws -> (value: Value, version: String?) {
        var request = APIRequest("GET", type.path(namespace: namespace?.description))
        if let labels { request.query.append(("labelSelector", labels)) }
        if let fields { request.query.append(("fieldSelector", fields)) }
        let purpose = "list \(type.plural)" + (namespace.map { " in namespace \($0)" } ?? "")
        func whole() async throws -> (value: Value, version: String?) {
            var value = start
            let version = try await pages(request, to: purpose) {
                try add(&value, $0.map { Self.object($0, of: type) })
            }
            return (value, version)
        }
        do {
            return try await whole()
        } catch let failure as Failure where (failure.cause as? APIStatus)?.code == 410 {
            // A page's token is good for some minutes only; a list that took longer begins anew, once.
            return try await whole()
        }
    }

    /// - Returns: the collection's resource version.
    private func pages(
        _ request: APIRequest, to purpose: String, _ onPage: ([JSONValue]) throws -> Void
    ) async throws -> String? {
        var token = ""
        while true {
            var page = request
            page.query.append(("limit", String(Self.pageSize)))
            if !token.isEmpty { page.query.append(("continue", token)) }
            let list = try await json(page, to: purpose)
            try onPage(list["items"]?.array ?? [])
            token = list[path: "metadata", "continue"]?.string ?? ""
            if token.isEmpty { return list[path: "metadata", "resourceVersion"]?.string }
        }
    }

    /// Items of a list carry neither kind nor version.
    private static func object(_ item: JSONValue, of type: ResourceType) -> KubernetesObject {
        var item = item
        item["apiVersion"] = .string(type.apiVersion)
        item["kind"] = .string(type.kind)
        return KubernetesObject(item)
    }

    /// The namespace in a path.
    func place(_ namespace: NamespaceName?) -> String { (namespace ?? connection.namespace).description }

    /// The namespace in a message.
    func words(for type: ResourceType, _ namespace: NamespaceName?) -> String {
        type.isNamespaced ? " in namespace \(place(namespace))" : ""
    }
}
