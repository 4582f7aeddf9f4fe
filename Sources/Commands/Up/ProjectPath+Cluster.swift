import KubernetesClient
import OCIModel
import Platforms
import RawJSON
import Reporting
import Rollout

/// What is on the cluster before a deployment.
struct DeployedState: Sendable {
    /// How often each workload was changed, by its object; missing for those that are not there.
    var generations: [ManifestKey: Int] = [:]
    /// The architecture of each workload that can be moved, and is on one.
    var architectures: [ManifestKey: Architecture] = [:]
}

extension ProjectPath {
    private static let workloads: [String: ResourceType] = [
        "Deployment": .deployments, "StatefulSet": .statefulSets, "DaemonSet": .daemonSets,
    ]

    /// - Throws: ``Failure`` when the settings name none, or they make no sense.
    func manifests() throws -> [ManifestObject] {
        guard !settings.manifests.isEmpty else {
            throw Failure(
                .usage, "\(settings.folder)/mixarch.yaml names no manifests to deploy",
                hint: "add deploy: {manifests: [k8s]}, or stop before: --until verify")
        }
        return try ManifestReader().objects(at: settings.manifests)
    }

    /// The kinds that `mixarch shift` moves.
    private static let movable: Set<String> = ["Deployment", "StatefulSet"]

    private func namespace(of object: KubernetesObject) throws(Failure) -> NamespaceName? {
        try (object.namespace ?? cluster.namespace ?? settings.namespace).map { name throws(Failure) in
            try NamespaceName(name)
        }
    }

    func rollout<Result: Sendable>(_ body: (Rollout) async throws -> Result) async throws -> Result {
        try await cluster.rollout(registry, progress: progress, namespace: settings.namespace, body)
    }

    /// - Parameter manifests: what is to be deployed.
    /// - Returns: what of it is on the cluster.
    func deployed(_ manifests: [ManifestObject]) async throws -> DeployedState {
        try await cluster.open(namespace: settings.namespace) { client in
            var state = DeployedState()
            for manifest in manifests {
                guard let type = Self.workloads[manifest.object.kind] else { continue }
                let namespace = try namespace(of: manifest.object)
                do {
                    let live = try await client.get(type, name: manifest.object.name, namespace: namespace)
                    let key = ManifestKey(manifest.object)
                    state.generations[key] = live.generation
                    let selector = live.json[path: "spec", "template", "spec", "nodeSelector"]?.strings
                    if Self.movable.contains(live.kind), let name = selector?["kubernetes.io/arch"] {
                        state.architectures[key] = Architecture(name)
                    }
                } catch let failure as Failure where failure.code == .objectNotFound {
                    continue
                }
            }
            return state
        }
    }

    /// - Parameters:
    ///   - manifests: what is deployed.
    ///   - digest: the image's content: what is deployed is what was proven, whoever moves the tag.
    ///   - places: the workloads that stay where they are.
    func deploy(
        _ manifests: [ManifestObject], _ digest: Digest, keeping places: [ManifestKey: Architecture]
    ) async throws -> RolloutResult {
        let options = DeployOptions(
            architectures: settings.architectures, places: places.mapValues { [$0] },
            images: [ImageOverride(name: settings.imageName, reference: "\(try reference().pinned(to: digest))")],
            namespace: try (cluster.namespace ?? settings.namespace).map { try NamespaceName($0) },
            path: settings.path, limits: limits)
        return try await rollout { try await $0.deploy(manifests, options) }
    }

    /// Goes on with shifts that an earlier run began and did not finish: a deployment would get in their way.
    /// - Returns: how they ended; empty for none.
    func finishShifts(
        _ manifests: [ManifestObject], _ shift: ProjectSettings.Shift
    ) async throws -> [RolloutResult] {
        try await move(manifests, shift, onlyInterrupted: true)
    }

    /// Moves every Deployment and StatefulSet, one after the other, until one can't be moved.
    /// - Returns: how they ended.
    func shift(_ manifests: [ManifestObject], _ shift: ProjectSettings.Shift) async throws -> [RolloutResult] {
        try await move(manifests, shift, onlyInterrupted: false)
    }

    private func move(
        _ manifests: [ManifestObject], _ shift: ProjectSettings.Shift, onlyInterrupted: Bool
    ) async throws -> [RolloutResult] {
        try await rollout { rollout in
            var results: [RolloutResult] = []
            for object in manifests.map(\.object) where Self.movable.contains(object.kind) {
                let namespace = try namespace(of: object)
                let name = try WorkloadName("\(object.kind)/\(object.name)")
                if onlyInterrupted {
                    guard try await rollout.hasShiftUnderWay(name, in: namespace) else { continue }
                }
                let result = try await rollout.shift(
                    name, in: namespace, to: shift.target, shift.options(for: object.kind, limits: limits))
                results.append(result)
                if result.failure != nil { break }
            }
            return results
        }
    }
}
