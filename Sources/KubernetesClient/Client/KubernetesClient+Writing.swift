import RawJSON
import Reporting

/// How a patch is meant (RFC 7386, RFC 6902, and Kubernetes' own).
public enum PatchKind: String, Sendable {
    case merge = "application/merge-patch+json"
    case strategic = "application/strategic-merge-patch+json"
    case json = "application/json-patch+json"
}

extension KubernetesClient {
    /// Server-side apply: creates the object, or changes exactly the fields that it has.
    /// - Parameters:
    ///   - object: the fields to have.
    ///   - type: its kind.
    ///   - namespace: where, when the object does not say; nil for the connection's namespace.
    ///   - isForced: whether fields are taken over that belong to other managers.
    ///   - isDryRun: whether the server only checks and answers what would be.
    /// - Returns: the object as the server has it now, or would have it.
    /// - Throws: ``Failure`` with code `field-conflict` or `invalid-manifest`, among others.
    @discardableResult
    public func apply(
        _ object: KubernetesObject, as type: ResourceType, in namespace: NamespaceName? = nil, isForced: Bool = false,
        isDryRun: Bool = false
    ) async throws -> KubernetesObject {
        let place = object.namespace ?? place(namespace)
        var request = APIRequest("PATCH", type.path(namespace: place, name: object.name))
        request.query = [("fieldManager", Self.fieldManager), ("force", String(isForced))]
        if isDryRun { request.query.append(("dryRun", "All")) }
        request.query.append(("fieldValidation", "Strict"))
        request.contentType = "application/apply-patch+yaml"
        request.body = object.json
        // A check that fails with 500 says what is wrong with the manifest: asking again gives the same answer.
        request.isIdempotent = !isDryRun
        let suffix = type.isNamespaced ? " in namespace \(place)" : ""
        return KubernetesObject(try await json(request, to: "apply \(object.shortName)\(suffix)"))
    }

    /// Changes parts of an object.
    /// - Parameters:
    ///   - type: the object's kind.
    ///   - name: its name.
    ///   - namespace: where; nil for the connection's namespace.
    ///   - subresource: `status` or `scale`; nil for the object itself.
    ///   - kind: how the patch is meant.
    ///   - patch: the change. With `metadata.resourceVersion` in it, a change by somebody else makes it fail.
    ///   - manager: the name that owns the changed fields from now on.
    ///   - isDryRun: whether the server only checks and answers what would be.
    /// - Returns: the object as the server has it now, or would have it.
    /// - Throws: ``Failure`` with code `object-changed` or `invalid-manifest`, among others.
    @discardableResult
    public func patch(
        _ type: ResourceType, name: String, namespace: NamespaceName? = nil, subresource: String? = nil,
        _ kind: PatchKind = .merge, _ patch: JSONValue, manager: String = fieldManager, isDryRun: Bool = false
    ) async throws -> KubernetesObject {
        var request = APIRequest(
            "PATCH", type.path(namespace: place(namespace), name: name, subresource: subresource))
        request.query = [("fieldManager", manager)]
        if isDryRun { request.query.append(("dryRun", "All")) }
        request.contentType = kind.rawValue
        request.body = patch
        // A merge gives the same result twice; a JSON patch may insert twice.
        request.isIdempotent = kind == .merge && !isDryRun
        let purpose = "change \(type.kind.lowercased())/\(name)" + words(for: type, namespace)
        return KubernetesObject(try await json(request, to: purpose))
    }

    /// Creates an object.
    /// - Parameters:
    ///   - object: the whole object.
    ///   - type: its kind.
    ///   - namespace: where; nil for the connection's namespace.
    ///   - manager: the name that owns its fields.
    ///   - isDryRun: whether the server only checks.
    /// - Throws: ``Failure`` with code `object-changed` when there is one of that name.
    public func create(
        _ object: KubernetesObject, as type: ResourceType, in namespace: NamespaceName? = nil,
        manager: String = fieldManager, isDryRun: Bool = false
    ) async throws {
        var request = APIRequest("POST", type.path(namespace: place(namespace)))
        request.query = [("fieldManager", manager)]
        if isDryRun { request.query.append(("dryRun", "All")) }
        request.body = object.json
        _ = try await json(request, to: "create \(object.shortName)" + words(for: type, namespace))
    }

    /// Deletes an object; what it owns goes in the background.
    /// - Parameters:
    ///   - type: the object's kind.
    ///   - name: its name.
    ///   - namespace: where; nil for the connection's namespace.
    ///   - uid: the object that is meant; nil for whichever has the name.
    /// - Returns: whether it was there.
    /// - Throws: ``Failure`` with code `object-changed` when another object has the name now.
    @discardableResult
    public func delete(
        _ type: ResourceType, name: String, namespace: NamespaceName? = nil, uid: String? = nil
    ) async throws -> Bool {
        var request = APIRequest("DELETE", type.path(namespace: place(namespace), name: name))
        request.query = [("propagationPolicy", "Background")]
        if let uid { request.body = ["preconditions": ["uid": .string(uid)]] }
        do {
            _ = try await json(request, to: "delete \(type.kind.lowercased())/\(name)" + words(for: type, namespace))
            return true
        } catch let failure as Failure where failure.code == .objectNotFound {
            return false
        }
    }
}
