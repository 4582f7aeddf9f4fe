import DockerfileModel
import HTTPTransport
import OCIModel
import OCIRegistry
import Platforms
import Reporting

/// Builds images for several platforms: stages by an engine, once where once is enough; the last stage by mixarch
/// itself where it only copies; proven, then stored as one index.
public struct ImageBuilder: Sendable {
    private let stores: any ImageAccess
    private let settings: BuildSettings
    private let progress: any ProgressReporter
    private let listings: LayerListings
    private let engine: (any BuildEngine)?
    private let emulators: Emulators
    private let web: (any HTTPSender)?

    /// - Parameters:
    ///   - stores: where base images come from, and where the image goes.
    ///   - settings: how builds are done on this machine.
    ///   - progress: gets a step for each stage and blob.
    ///   - engine: what runs stages; nil for the one that the settings choose, found when it is needed.
    ///   - emulators: what runs foreign programs.
    ///   - web: what ADD's downloads go through; nil to refuse them.
    public init(
        stores: any ImageAccess, settings: BuildSettings, progress: any ProgressReporter = SilentProgress(),
        engine: (any BuildEngine)? = nil, emulators: Emulators = Emulators(), web: (any HTTPSender)? = nil
    ) {
        self.stores = stores
        self.settings = settings
        self.progress = progress
        self.engine = engine
        self.emulators = emulators
        self.web = web
        listings = LayerListings(cacheFolder: settings.cacheFolder)
    }

    /// - Parameter request: what to build, and where to put it.
    /// - Returns: what was built.
    /// - Throws: ``Failure`` naming what can't be done; nothing is stored under the image's name then. `wrong-image`
    ///   when the image does not hold the programs that it says.
    public func build(_ request: BuildRequest) async throws -> BuildResult {
        let names = request.destinations.map { "\($0)" } + request.outputs.map { "\($0)" }
        guard let first = names.first else {
            throw Failure(.usage, "the image has no name", hint: "give it one: --tag REGISTRY/NAME:TAG")
        }
        if let output = request.outputs.first(where: \.isForOnePlatform), request.planner.platforms.count > 1 {
            throw Failure(
                .usage, "\(output) holds one platform, and the image is for \(request.planner.platforms.count)",
                hint: "name one: --platform \(request.planner.platforms[0]); oci-archive:FILE holds all of them")
        }
        let scratch = try ScratchFolder(in: settings.cacheFolder)
        defer { scratch.remove() }
        let (plan, built, times) = try await images(request, scratch.path)
        let images = try built.map { try $0.with(request.extras) }
        let verification = ImageVerification(reference: first, platforms: images.map(\.verification))
        guard verification.ok else { throw Self.wrongImage(verification) }
        for platform in verification.platforms {
            for note in platform.notes { progress.report(.note("\(platform.platform): \(note)")) }
        }
        let contents = try ImageContents(images, request.extras, try await provenance(of: plan, request))
        // Files first: a registry is what others see.
        try await OutputWriter(
            images: images, contents: contents, extras: request.extras, settings: settings, listings: listings,
            scratch: scratch.path, progress: progress
        ).write(request.outputs)
        try await store(contents, request.destinations)
        return BuildResult(
            reference: first, references: names, digest: contents.root.digest.description,
            mediaType: contents.root.mediaType.rawValue, size: contents.root.bytes.count, platforms: plan.platforms,
            stages: times.applied(to: plan.stages), verification: verification)
    }

    private func provenance(of plan: BuildPlan, _ request: BuildRequest) async throws -> Provenance? {
        guard let wanted = request.extras.provenance else { return nil }
        let names = request.destinations.compactMap { location -> ImageReference? in
            if case .registry(let reference) = location { reference } else { nil }
        }
        return try await Provenance(
            wanted, of: plan, labels: request.extras.labels, names: names,
            contexts: ContextImages(contexts: settings.inputs.contexts), from: stores)
    }

    private typealias Built = (plan: BuildPlan, images: [BuiltImage], times: StageTimes)

    /// Builds, and builds again where the first attempt showed that the plan presumed too much.
    private func images(_ request: BuildRequest, _ scratch: String) async throws -> Built {
        var revision = PlanRevision()
        revision.reasonForEngine = try contextBelow(request)
        var found: FoundEngine?
        var planner = request.planner
        // Each attempt learns something new about a stage or the last one; more attempts than these would be a loop.
        for attempt in 0...(request.dockerfile.stages.count + 1) {
            var plan = try planner.plan(request.dockerfile, revision)
            if attempt == 0 { for warning in plan.warnings { progress.report(.warning(warning)) } }
            if plan.needsEngine, engine == nil, found == nil {
                let choice = try await EngineFinder(settings: settings, emulators: emulators).find()
                progress.report(.note("stages run with \(choice.engine.name): \(choice.why)"))
                found = choice
                planner.nativeArchitectures.formUnion(choice.nativeArchitectures)
                plan = try planner.plan(request.dockerfile, revision)
            }
            try await BuildPreflight(
                plan: plan, request: request, settings: settings, stores: stores, emulators: emulators,
                builder: found?.builder
            ).check()
            let folder = "\(scratch)/\(attempt)"
            try TextFile.makeFolder(folder)
            do {
                let known = revision.dependentStages
                let build = BuildAttempt(
                    plan: plan, context: request.context, settings: settings, stores: stores, listings: listings,
                    web: web, engine: engine ?? found?.engine, scratch: folder, progress: progress)
                var outcome = try await build.run()
                if outcome.dependentStages.isEmpty { outcome.dependentStages = plan.suspects(outcome.images) }
                if outcome.dependentStages.isEmpty { return (plan, outcome.images, outcome.times) }
                revise(&revision, outcome.dependentStages, request.dockerfile)
                guard revision.dependentStages.count > known.count else { break }
            } catch let failure as Failure
                where [.toolFailed, .commandFailed].contains(failure.code) && !plan.crossCompiled.isEmpty
            {
                let found = plan.crossCompiled.map {
                    ($0, "can't be built for the target on this machine (\(failure.message))")
                }
                revise(&revision, Dictionary(uniqueKeysWithValues: found), request.dockerfile)
            } catch let failure as Failure where failure.code == .baseHasTriggers {
                guard revision.reasonForEngine == nil else { throw failure }
                revision.reasonForEngine = failure.message
            }
        }
        throw Failure(.bug, "the plan for \(request.dockerfile.name) does not settle")
    }

    private func revise(_ revision: inout PlanRevision, _ found: [Int: String], _ dockerfile: Dockerfile) {
        for (index, what) in found.sorted(by: { $0.key < $1.key }) {
            progress.report(.warning("stage \(dockerfile.stages[index].title) \(what): building it for each platform"))
        }
        revision.dependentStages.merge(found) { first, _ in first }
    }

    /// Whether the last stage is built upon a context that only the engine knows.
    /// - Throws: ``Failure`` with code `usage` when a context has a stage's name.
    private func contextBelow(_ request: BuildRequest) throws(Failure) -> String? {
        let names = Set(settings.inputs.contexts.map(\.name))
        let stages = request.dockerfile.stages
        if let stage = stages.first(where: { $0.name.map { names.contains($0.lowercased()) } ?? false }) {
            throw Failure(
                .usage, "the build context \(stage.title) has the name of a stage",
                hint: "give one of them another name: mixarch does not put contexts in the place of stages")
        }
        let images = ContextImages(contexts: settings.inputs.contexts)
        for base in stages.map(\.base.text) where names.contains(base.lowercased()) {
            if case .image = try images.meaning(of: base) { continue }
            return "FROM \(base) is one of the build contexts"
        }
        return nil
    }

    private func store(_ contents: ImageContents, _ destinations: [ImageLocation]) async throws {
        for location in destinations {
            let image = try stores.destination(at: location)
            try await ImageTransfer(progress: progress).push(contents, to: image.store, as: [image.reference])
        }
    }

    private static func wrongImage(_ verification: ImageVerification) -> Failure {
        let problems = verification.platforms.flatMap { platform in
            platform.problems.map { "\(platform.platform): \($0)" }
        }
        return Failure(
            .wrongImage, "the image would be wrong, and was not stored: " + problems.joined(separator: "; "),
            hint: "see which stage brings these files: mixarch build --plan")
    }
}

extension BuildPlan {
    /// The stages that run on this machine for each target by presumption.
    fileprivate var crossCompiled: [Int] {
        dockerfile.stages.indices.filter { placements.isPresumed($0) && placements.placement(of: $0) == .perTarget }
    }

    /// What may have brought this machine's programs into images for others by a way that no export shows, such as
    /// `RUN --mount=from`.
    /// - Parameter images: what was built.
    /// - Returns: the stages that run on this machine by presumption, and what was found.
    fileprivate func suspects(_ images: [BuiltImage]) -> [Int: String] {
        let builder = buildPlatform.architecture
        let foreign = images.lazy.filter { $0.platform.architecture != builder }.map(\.verification)
        guard let problem = foreign.first(where: { !$0.ok && $0.programs[builder.name] != nil })?.problems.first else {
            return [:]
        }
        let presumed = dockerfile.stages.indices.filter(placements.isPresumed)
        return Dictionary(
            uniqueKeysWithValues: presumed.map { ($0, "may have given what is wrong to the image (\(problem))") })
    }
}

extension Failure.Code {
    /// What was built does not hold the programs that it says.
    public static let wrongImage = Self("wrong-image", .negative)
    /// The base image wants instructions to be run when it is built upon.
    static let baseHasTriggers = Self("base-has-triggers", .input)
}
