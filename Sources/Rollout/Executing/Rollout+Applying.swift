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
        /// What the server says that it would change; nil where it could not be asked.
        var change: PlannedChange?
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
    /// - Returns: the objects with what would change, marked where an earlier shift's fields have to be taken back.
    /// - Throws: ``Failure`` with code `invalid-manifest`, or `field-conflict` with all conflicts of all objects, naming
    ///   file and document.
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
        var conflicts: [Failure] = []
        for var planned in objects {
            defer { checked.append(planned) }
            planned.change = .creation(of: planned.manifest.object)
            if planned.isOfNewKind { continue }
            var object = planned.manifest.object
            let isInNewNamespace = object.namespace.map { missing.contains($0) } ?? false
            // The server checks nothing in a namespace that does not exist; any other one serves for that.
            if isInNewNamespace { object.namespace = client.namespace.description }
            do {
                let answer = try await tryOut(
                    object, as: planned.type, isForced: planned.isForced || isInNewNamespace)
                planned.isForced = answer.isForced
                if !isInNewNamespace { planned.change = try await change(to: answer.object, as: planned.type) }
            } catch let failure as Failure where failure.code == .fieldConflict {
                conflicts.append(Self.failure(failure, at: planned.manifest))
            } catch let failure as Failure {
                throw Self.failure(failure, at: planned.manifest)
            }
        }
        if let first = conflicts.first {
            let all = conflicts.map(\.message).joined(separator: "\n  ")
            throw Failure(.fieldConflict, all, hint: first.hint, cause: first.cause)
        }
        return checked
    }

    /// What makes of the object that the server has the one that it would have.
    private func change(to object: KubernetesObject, as type: ResourceType) async throws -> PlannedChange {
        let namespace = try object.namespace.map { text throws(Failure) in try NamespaceName(text) }
        do {
            let live = try await client.get(type, name: object.name, namespace: namespace)
            return .change(from: live, to: object)
        } catch let failure as Failure where failure.code == .objectNotFound {
            return .creation(of: object)
        }
    }

    /// Checks one object.
    /// - Returns: the object as it would be, and whether it can be applied by force only; that takes fields from nobody
    ///   but this program then, unless it was asked for.
    private func tryOut(
        _ object: KubernetesObject, as type: ResourceType, isForced: Bool
    ) async throws -> (object: KubernetesObject, isForced: Bool) {
        do {
            return (try await client.apply(object, as: type, isForced: isForced, isDryRun: true), isForced)
        } catch let failure as Failure where failure.code == .fieldConflict {
            let conflicts = (failure.cause as? APIStatus)?.conflicts ?? []
            guard !isForced, conflicts.allSatisfy({ Self.ownManagers.contains($0.manager) }) else { throw failure }
            return try await tryOut(object, as: type, isForced: true)
        }
    }

    /// Applies the objects in order.
    func apply(_ objects: [PlannedObject], limits: WaitLimits) async throws {
        let id = "apply"
        progress.report(
            .started(id: id, title: "Apply \(objects.count == 1 ? "1 object" : "\(objects.count) objects")"))
        for (index, planned) in objects.enumerated() {
            try await apply(planned, limits: limits)
            if let change = planned.change { progress.report(.note(change.line)) }
            progress.report(.advanced(id: id, completed: Int64(index + 1), total: Int64(objects.count)))
        }
        progress.report(.finished(id: id, detail: objects.map(\.manifest.object.shortName).joined(separator: ", ")))
    }

    private func apply(_ planned: PlannedObject, limits: WaitLimits) async throws {
        let start = clock.now()
        while true {
            do {
                try await client.apply(planned.manifest.object, as: planned.type, isForced: planned.isForced)
                if planned.manifest.object.kind == "CustomResourceDefinition" {
                    try await waitUntilEstablished(planned, limits: limits)
                }
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

    /// Objects of a new kind can be made from then on.
    private func waitUntilEstablished(_ definition: PlannedObject, limits: WaitLimits) async throws {
        let start = clock.now()
        while true {
            let live = try await client.get(definition.type, name: definition.manifest.object.name)
            let conditions = (live.json[path: "status", "conditions"]?.array ?? [])
            func holds(_ type: String, _ status: String) -> JSONValue? {
                conditions.first { $0["type"]?.string == type && $0["status"]?.string == status }
            }
            if holds("Established", "True") != nil { break }
            let refusal = holds("NamesAccepted", "False")?["message"]?.string
            guard refusal == nil, clock.now() - start < limits.start else {
                throw Self.failure(
                    Failure(.rolloutFailed, "its kind is not served: \(refusal ?? "the cluster does not say why")"),
                    at: definition.manifest)
            }
            try await clock.sleep(limits.interval)
        }
        await client.forgetResourceTypes()
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
