import KubernetesClient
import RawJSON
import Reporting

extension Rollout {
    /// The managers whose fields this program may take back at any time.
    static let ownManagers: Set<String> = [KubernetesClient.fieldManager, shiftManager]
    /// The field manager of shifts: a patch and an apply of one name count as two managers anyhow.
    static let shiftManager = "mixarch-shift"

    /// An object on its way to the cluster.
    struct PlannedObject: Sendable {
        let manifest: ManifestObject
        let type: ResourceType
        /// Whether its kind comes into being with this very deployment.
        let isOfNewKind: Bool
        var isForced: Bool
    }

    /// Finds out where every object belongs. Kinds that the manifests themselves define need not exist yet.
    func types(of manifests: [ManifestObject]) async throws -> [(type: ResourceType, isNew: Bool)] {
        let defined = manifests.flatMap { Self.types(definedBy: $0.object) }
        var types: [(ResourceType, Bool)] = []
        for manifest in manifests {
            let object = manifest.object
            do {
                types.append(
                    (try await client.resourceType(apiVersion: object.apiVersion, kind: object.kind), false))
            } catch let failure as Failure where failure.code == .unknownKind {
                guard let type = defined.first(where: { $0.kind == object.kind && $0.apiVersion == object.apiVersion })
                else { throw Self.failure(failure, at: manifest) }
                types.append((type, true))
            }
        }
        return types
    }

    /// Lets the server check every object before anything is changed: a mistake in the last document changes nothing.
    /// - Returns: the objects, marked where an earlier shift's fields have to be taken back.
    /// - Throws: ``Failure`` with code `invalid-manifest` or `field-conflict`, naming file and document.
    func checkOnServer(_ objects: [PlannedObject]) async throws -> [PlannedObject] {
        let created = Set(objects.filter { $0.type == .namespaces }.map(\.manifest.object.name))
        var missing: Set<String> = []
        for name in created {
            do {
                _ = try await client.get(.namespaces, name: name)
            } catch let failure as Failure where failure.code == .objectNotFound {
                missing.insert(name)
            }
        }
        var checked: [PlannedObject] = []
        for var planned in objects {
            defer { checked.append(planned) }
            if planned.isOfNewKind { continue }
            var object = planned.manifest.object
            let isInNewNamespace = object.namespace.map { missing.contains($0) } ?? false
            // The server checks nothing in a namespace that does not exist; any other one serves for that.
            if isInNewNamespace { object.namespace = client.namespace.description }
            do {
                planned.isForced = try await needsForce(
                    object, as: planned.type, isForced: planned.isForced || isInNewNamespace)
            } catch let failure as Failure {
                throw Self.failure(failure, at: planned.manifest)
            }
        }
        return checked
    }

    /// Checks one object.
    /// - Returns: whether it can be applied by force only; that takes fields from nobody but this program then, unless
    ///   it was asked for.
    private func needsForce(_ object: KubernetesObject, as type: ResourceType, isForced: Bool) async throws -> Bool {
        do {
            try await client.apply(object, as: type, isForced: isForced, isDryRun: true)
            return isForced
        } catch let failure as Failure where failure.code == .fieldConflict {
            let conflicts = (failure.cause as? APIStatus)?.conflicts ?? []
            guard !isForced, conflicts.allSatisfy({ Self.ownManagers.contains($0.manager) }) else { throw failure }
            return try await needsForce(object, as: type, isForced: true)
        }
    }

    /// Applies the objects in order.
    func apply(_ objects: [PlannedObject], limits: WaitLimits) async throws {
        let id = "apply"
        progress.report(
            .started(id: id, title: "Apply \(objects.count == 1 ? "1 object" : "\(objects.count) objects")"))
        for (index, planned) in objects.enumerated() {
            try await apply(planned, limits: limits)
            progress.report(.advanced(id: id, completed: Int64(index + 1), total: Int64(objects.count)))
        }
        progress.report(.finished(id: id, detail: objects.map(\.manifest.object.shortName).joined(separator: ", ")))
    }

    private func apply(_ planned: PlannedObject, limits: WaitLimits) async throws {
        let start = clock.now()
        while true {
            do {
                try await client.apply(planned.manifest.object, as: planned.type, isForced: planned.isForced)
                return
            } catch let failure as Failure
                where planned.isOfNewKind && failure.code == .objectNotFound && clock.now() - start < limits.start
            {
                // A new kind is served a moment after its definition was accepted.
                try await clock.sleep(limits.interval)
            } catch let failure as Failure {
                throw Self.failure(failure, at: planned.manifest)
            }
        }
    }

    private static func types(definedBy object: KubernetesObject) -> [ResourceType] {
        guard object.kind == "CustomResourceDefinition", let spec = object.json["spec"],
            let group = spec["group"]?.string, let kind = spec[path: "names", "kind"]?.string,
            let plural = spec[path: "names", "plural"]?.string
        else { return [] }
        return (spec["versions"]?.array ?? []).compactMap { $0["name"]?.string }.map { version in
            ResourceType(
                apiVersion: "\(group)/\(version)", kind: kind, plural: plural,
                isNamespaced: spec["scope"]?.string == "Namespaced")
        }
    }

    private static func failure(_ failure: Failure, at manifest: ManifestObject) -> Failure {
        Failure(failure.code, "\(manifest.origin): \(failure.message)", hint: failure.hint, cause: failure.cause)
    }
}
