import KubernetesClient
import OCIModel
import Platforms
import RawJSON
import Reporting
import Rollout

/// What is on the cluster before a deployment.
struct DeployedState: Sendable {
    /// How often each workload was changed, by its object; missing for those that are not there.
    var generations: [ManifestObject.ID: Int] = [:]
    /// The architectures that Deployments run on.
    var architectures: Set<Architecture> = []
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
                    state.generations[manifest.id] = live.generation
                    let selector = live.json[path: "spec", "template", "spec", "nodeSelector"]?.strings
                    if let name = selector?["kubernetes.io/arch"], let architecture = Architecture(name) {
                        state.architectures.insert(architecture)
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
    ///   - architectures: where it shall run.
    func deploy(
        _ manifests: [ManifestObject], _ digest: Digest, on architectures: [Architecture]
    ) async throws -> RolloutResult {
        let options = DeployOptions(
            architectures: architectures,
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

    /// Moves every Deployment, one after the other, until one can't be moved.
    /// - Returns: how they ended.
    func shift(_ manifests: [ManifestObject], _ shift: ProjectSettings.Shift) async throws -> [RolloutResult] {
        try await move(manifests, shift, onlyInterrupted: false)
    }

    private func move(
        _ manifests: [ManifestObject], _ shift: ProjectSettings.Shift, onlyInterrupted: Bool
    ) async throws -> [RolloutResult] {
        let options = ShiftOptions(
            mode: .steps(shift.pace), check: shift.check, limits: limits)
        return try await rollout { rollout in
            var results: [RolloutResult] = []
            for object in manifests.map(\.object) where object.kind == "Deployment" {
                let namespace = try namespace(of: object)
                if onlyInterrupted {
                    guard try await rollout.hasShiftUnderWay(object.name, in: namespace) else { continue }
                }
                let name = try WorkloadName("deployment/\(object.name)")
                let result = try await rollout.shift(name, in: namespace, to: shift.target, options)
                results.append(result)
                if result.failure != nil { break }
            }
            return results
        }
    }
}

extension ManifestObject {
    /// What tells an object of the manifests from the others.
    struct ID: Hashable, Sendable {
        let kind: String
        let name: String
        let namespace: String?
    }

    var id: ID { ID(kind: object.kind, name: object.name, namespace: object.namespace) }
}
