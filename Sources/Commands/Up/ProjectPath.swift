import DockerfileModel
import HTTPTransport
import ImageBuilding
import KubernetesClient
import OCIModel
import OCIRegistry
import PortingScan
import Reporting
import Rollout

/// What is done with one project; each part can be done again.
struct ProjectPath {
    let settings: ProjectSettings
    let environment: [String: String]
    let engine: EngineOptions
    let limits: WaitLimits
    let cluster: ClusterOptions
    let registry: RegistryOptions
    let push: PushOptions
    let progress: any ProgressReporter

    func scan() async throws -> ScanReport {
        try await PortingScanner(options: ScanOptions(exclude: settings.excluded))
            .scan(settings.folder, progress: progress)
    }

    private var dockerfile: String { settings.context + "/" + settings.dockerfile }

    private func context() throws -> BuildContext {
        try BuildContext(folder: settings.context, dockerfile: dockerfile)
    }

    private func planner(_ context: BuildContext) -> BuildPlanner {
        var planner = BuildPlanner(
            platforms: settings.platforms, target: settings.target, buildArguments: settings.buildArguments)
        planner.scripts = context
        return planner
    }

    func plan() throws -> BuildPlan {
        try planner(try context()).plan(try Dockerfile(at: dockerfile))
    }

    /// Writes cross-compilation into the Dockerfile, where the settings ask for that and a compiler would be emulated.
    /// - Returns: what was changed, in sentences.
    func fix() throws -> [String] {
        guard settings.fixes else { return [] }
        let text = try DockerfileFile.read(dockerfile)
        let fix = DockerfileFix(try plan(), text: text)
        guard fix.text != text else { return [] }
        try DockerfileFile.write(fix.text, to: dockerfile)
        return fix.proposals.filter(\.isAutomatic).map {
            "\(settings.dockerfile) was changed, stage \($0.stage): \($0.summary)"
        }
    }

    func build() async throws -> BuildResult {
        let context = try context()
        let request = BuildRequest(
            dockerfile: try Dockerfile(at: dockerfile), context: context, planner: planner(context),
            destinations: [.registry(try reference())])
        var buildSettings = try engine.settings(registry)
        buildSettings.emulates = buildSettings.emulates && settings.emulates
        return try await registry.open(creating: push.createRepository || settings.createsRepository) {
            [buildSettings] stores in
            try await WebConnections.open { web in
                try await ImageBuilder(stores: stores, settings: buildSettings, progress: progress, web: web)
                    .build(request)
            }
        }
    }

    /// What the image's tag leads to in the registry now; nil for nothing.
    func pushed() async throws -> Digest? {
        let reference = try reference()
        return try await registry.open { stores in
            let stored = stores.image(reference)
            do {
                return try await stored.store.resolve(stored.reference).digest
            } catch let failure as Failure where [.manifestUnknown, .repositoryUnknown].contains(failure.code) {
                return nil
            }
        }
    }

    /// Looks into what the registry has now, not into what was sent.
    func verify(_ digest: Digest) async throws -> ImageVerification {
        let location = ImageLocation.registry(try reference().pinned(to: digest))
        return try await registry.open { stores in
            try await ImageVerifier(listings: LayerListings(cacheFolder: CacheFolder.path), progress: progress)
                .verify(stores.image(at: location), platforms: settings.platforms)
        }
    }

    func nodes() async throws -> [NodeSummary] {
        try await cluster.open { try await Rollout.nodes(of: $0) }
    }

    /// The image with its registry.
    func reference() throws(Failure) -> ImageReference {
        try ImageReference(parsing: settings.reference(environment: environment))
    }
}
