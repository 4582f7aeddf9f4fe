import DockerfileModel
import HTTPTransport
import ImageBuilding
import KubernetesClient
import OCIModel
import OCIRegistry
import PortingScan
import Reporting
import Rollout

/// The steps of `mixarch up` for one project; each can be done again.
struct ProjectPath {
    let settings: ProjectSettings
    let environment: [String: String]
    let engine: EngineOptions
    let limits: WaitLimits
    let cluster: ClusterOptions
    let registry: RegistryOptions
    let progress: any ProgressReporter

    func scan() async throws -> ScanReport {
        try await PortingScanner().scan(settings.folder, progress: progress)
    }

    private var dockerfile: String { settings.context + "/" + settings.dockerfile }

    private func context() throws -> BuildContext {
        try BuildContext(folder: settings.context, dockerfile: dockerfile)
    }

    private func planner(_ context: BuildContext) -> BuildPlanner {
        var planner = BuildPlanner(platforms: settings.platforms, buildArguments: settings.buildArguments)
        planner.scripts = context
        return planner
    }

    func plan() throws -> BuildPlan {
        try planner(try context()).plan(try Dockerfile(at: dockerfile))
    }

    func build() async throws -> BuildResult {
        let context = try context()
        let request = BuildRequest(
            dockerfile: try Dockerfile(at: dockerfile), context: context, planner: planner(context),
            destinations: [.registry(try reference())])
        let buildSettings = try engine.settings(registry)
        return try await registry.open { stores in
            try await NetworkSender.open { web in
                try await ImageBuilder(stores: stores, settings: buildSettings, progress: progress, web: web)
                    .build(request)
            }
        }
    }

    /// Looks into what the registry has now, not into what was sent.
    func verify(_ build: BuildResult) async throws -> ImageVerification {
        let location = ImageLocation.registry(try pinned(build))
        return try await registry.open { stores in
            try await ImageVerifier(listings: LayerListings(cacheFolder: CacheFolder.path), progress: progress)
                .verify(stores.image(at: location), platforms: settings.platforms)
        }
    }

    func deploy(_ build: BuildResult) async throws -> RolloutResult {
        guard !settings.manifests.isEmpty else {
            throw Failure(
                .usage, "\(settings.folder)/mixarch.yaml names no manifests to deploy",
                hint: "add deploy: {manifests: [k8s]}, or stop before: --until verify")
        }
        let manifests = try ManifestReader().objects(at: settings.manifests)
        let options = DeployOptions(
            architectures: [settings.architecture],
            images: [ImageOverride(name: settings.imageName, reference: "\(try pinned(build))")],
            namespace: try (cluster.namespace ?? settings.namespace).map { try NamespaceName($0) },
            path: settings.path, limits: limits)
        return try await cluster.rollout(registry, progress: progress, namespace: settings.namespace) { rollout in
            try await rollout.deploy(manifests, options)
        }
    }

    /// The image with its registry.
    private func reference() throws(Failure) -> ImageReference {
        try ImageReference(parsing: settings.reference(environment: environment))
    }

    /// The image by its content: what is deployed is what was proven, whoever moves the tag.
    private func pinned(_ build: BuildResult) throws(Failure) -> ImageReference {
        try reference().pinned(to: try Digest(parsing: build.digest))
    }
}

/// What `mixarch up` found and did, step by step, for programs.
struct ProjectResult: Encodable {
    var scan: ScanReport?
    /// With --dry-run, instead of what follows.
    var plan: BuildPlan.Report?
    var build: BuildResult?
    var verify: ImageVerification?
    var deploy: RolloutResult?
}
