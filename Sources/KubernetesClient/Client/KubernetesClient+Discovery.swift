import RawJSON
import Reporting

extension KubernetesClient {
    /// Where the cluster keeps objects of a kind; asked once for each API version.
    /// - Parameters:
    ///   - apiVersion: group and version: `apps/v1`.
    ///   - kind: `Deployment`.
    /// - Throws: ``Failure`` with code `unknown-kind` when the cluster has no such kind.
    public func resourceType(apiVersion: String, kind: String) async throws -> ResourceType {
        if let type = try await types(of: apiVersion).first(where: { $0.kind == kind }) { return type }
        let others = try await otherVersions(of: apiVersion)
        throw Failure(
            .unknownKind, "the cluster has no kind \(kind) in \(apiVersion)",
            hint: others.isEmpty
                ? "is its CustomResourceDefinition installed?"
                : "it has \(others.joined(separator: ", ")) of that group")
    }

    /// Asks again for kinds from now on, as after a CustomResourceDefinition was applied.
    public func forgetResourceTypes() async { await catalogue.forget() }

    private func types(of apiVersion: String) async throws -> [ResourceType] {
        if let known = await catalogue.types(of: apiVersion) { return known }
        do {
            let list = try await json(
                APIRequest("GET", ResourceType.root(of: apiVersion)), to: "list the kinds of \(apiVersion)")
            let types = ResourceType.all(in: list, apiVersion: apiVersion)
            await catalogue.remember(types, of: apiVersion)
            return types
        } catch let failure as Failure where failure.code == .objectNotFound {
            return []
        }
    }

    private func otherVersions(of apiVersion: String) async throws -> [String] {
        let groups = try await json(APIRequest("GET", "/apis"), to: "list the cluster's API groups")
        let name = apiVersion.split(separator: "/").first.map { String($0) }
        let group = groups["groups"]?.array?.first { $0["name"]?.string == name }
        return (group?["versions"]?.array ?? []).compactMap { $0["groupVersion"]?.string }.filter { $0 != apiVersion }
    }
}
