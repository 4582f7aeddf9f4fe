import DockerfileModel
import HTTPTransport
import OCIModel
import OCIRegistry
import Platforms
import Reporting

/// One pass over a plan.
struct BuildAttempt {
    let plan: BuildPlan
    let context: BuildContext
    let settings: BuildSettings
    let stores: any ImageAccess
    let listings: LayerListings
    let web: (any HTTPSender)?
    let engine: (any BuildEngine)?
    let scratch: String
    let progress: any ProgressReporter

    struct Outcome {
        var images: [BuiltImage] = []
        var times = StageTimes()
        /// When not empty, there are no images: these stages have to be built for each platform.
        var dependentStages: [Int: String] = [:]
    }

    /// - Throws: ``Failure`` naming the stage or instruction that can't be done.
    func run() async throws -> Outcome {
        switch plan.final {
        case .assembled(let chain): try await assemble(chain)
        case .engine(let pinned): try await runEngine(pinned)
        }
    }

    private func runner() throws(Failure) -> StageRunner {
        guard let engine else { throw Failure(.bug, "no engine was looked for") }
        return StageRunner(
            plan: plan, context: context, settings: settings, engine: engine, scratch: scratch, progress: progress)
    }

    // MARK: Assembled by mixarch

    private func assemble(_ chain: [Int]) async throws -> Outcome {
        // Engines run while base images are fetched.
        async let fetched = bases(of: chain)
        async let remote = downloads(of: chain)
        var exported = plan.exports.isEmpty ? StageRunner.Outcome() : try await runner().run()
        let bases = try await fetched
        let downloads = try await remote
        guard exported.dependentStages.isEmpty else { return Outcome(dependentStages: exported.dependentStages) }
        let title = "assemble \(plan.platforms.map(\.description).joined(separator: " and "))"
        let (images, duration) = try await progress.step("assemble", title) {
            for (platform, files) in try await imageCopies(of: chain) { exported.files.add(files, for: [platform]) }
            var drafter = ImageDrafter(
                plan: plan, chain: chain, context: context, exports: exported.files, downloads: downloads,
                archives: ArchiveMembers(folder: scratch + "/archives"))
            try await draftSources(for: chain, &drafter)
            var drafts: [ImageDraft] = []
            for platform in plan.platforms {
                guard let base = bases[platform] else { continue }
                drafts.append(try drafter.draft(for: platform, on: base))
            }
            for warning in try ArchiveCheck(drafts: drafts, exports: scratch + "/export-").warnings() {
                progress.report(.warning(warning))
            }
            let images = try await ImageAssembler(settings: settings, folder: scratch).assemble(drafts)
            let count = Set(images.flatMap { $0.blobs.map(\.descriptor.digest) }).count
            return (images, "\(count) blobs")
        }
        var times = exported.times
        times.add(duration, stages: chain.map { plan.dockerfile.stages[$0].title }, platforms: plan.platforms)
        return Outcome(images: images, times: times)
    }

    /// Puts together the stages that the image copies from and that run nothing; nothing of them is written into layers.
    private func draftSources(for chain: [Int], _ drafter: inout ImageDrafter) async throws {
        for source in plan.assembledSources {
            guard let stage = source.last else { continue }
            for platform in plan.platforms {
                let copies = copies(from: stage, by: chain, for: platform)
                guard !copies.isEmpty else { continue }
                let base = try await base(of: source, for: platform)
                let draft = try drafter.on(source).draft(for: platform, on: base)
                let folder = "\(scratch)/stages/\(stage)-\("\(platform)".replacing("/", with: "-"))"
                let images = ImageCopies(
                    dockerfile: plan.dockerfile, stores: stores, listings: listings, folder: folder, progress: progress)
                let files = try await images.sources(of: copies, from: draft, of: plan.dockerfile.stages[stage].title)
                drafter.exports.add(files, for: [platform])
            }
        }
    }

    /// The COPYs from a stage in the image's own stages, and in those that it copies from.
    private func copies(from stage: Int, by chain: [Int], for platform: Platform) -> [CopyOperation] {
        Set(([chain] + plan.assembledSources).joined()).sorted().flatMap { user in
            (plan.resolutions[platform]?[user]?.copies ?? []).filter { copy in
                copy.from.flatMap { plan.dockerfile.stage($0, before: user)?.index } == stage
            }
        }
    }

    private func bases(of chain: [Int]) async throws -> [Platform: BaseImage] {
        try await withThrowingTaskGroup(of: (Platform, BaseImage).self) { group in
            for platform in plan.platforms {
                group.addTask { (platform, try await base(of: chain, for: platform)) }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    private func base(of chain: [Int], for platform: Platform) async throws -> BaseImage {
        guard let first = chain.first, let resolution = plan.resolutions[platform]?[first],
            case .image(let name) = resolution.base
        else { return BaseImage(scratchFor: platform) }
        let stage = plan.dockerfile.stages[first]
        guard case .image(let location) = try meaning(of: name, at: stage.base.position) else {
            throw Failure(.bug, "FROM \(name) is no image, and is assembled")
        }
        let base = try await located(at: stage.base.position) {
            try await BaseImage(
                stores.image(at: location), for: resolution.namedPlatform ?? platform, listings: listings,
                progress: progress)
        }
        // Known to be the engine's work before anything is run for nothing.
        _ = try BuildTriggers(base.draft.settings.onBuild, of: name)
        return base
    }

    /// Fetches an image, and says where the Dockerfile names it when that can't be done.
    /// - Parameter name: what may have been meant to be a stage.
    private func located<Result>(
        at position: SourcePosition, orStage name: String? = nil, _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await body()
        } catch let failure as Failure where !failure.message.hasPrefix(plan.dockerfile.name + ":") {
            let isShort = name.map { !$0.contains { "/:@.".contains($0) } } ?? false
            let isStage = isShort && failure.code.kind == .remote
            let stageHint = isStage ? name.map { "no earlier stage is called \($0), so that an image is meant" } : nil
            let hints = [stageHint, failure.hint].compactMap(\.self)
            throw Failure(
                failure.code, "\(plan.dockerfile.name):\(position): \(failure.message)",
                hint: hints.isEmpty ? nil : hints.joined(separator: "; "), cause: failure.cause)
        }
    }

    /// What the image's own stages copy, and those that it copies from.
    private func copies(of chain: [Int], for platform: Platform) -> [CopyOperation] {
        Set(([chain] + plan.assembledSources).joined()).sorted().flatMap {
            plan.resolutions[platform]?[$0]?.copies ?? []
        }
    }

    private func downloads(of chain: [Int]) async throws -> [String: RemoteFiles.File] {
        let files = RemoteFiles(folder: scratch, web: web, progress: progress)
        return try await files.fetch(plan.platforms.flatMap { copies(of: chain, for: $0) }, of: plan.dockerfile)
    }

    /// What COPY takes from other images.
    private func imageCopies(of chain: [Int]) async throws -> [Platform: [CopyOperation: [CopiedSource]]] {
        var result: [Platform: [CopyOperation: [CopiedSource]]] = [:]
        for platform in plan.platforms {
            let copies = copies(of: chain, for: platform).filter { copy in
                copy.from.map { plan.dockerfile.stage($0, before: plan.target) == nil } ?? false
            }
            for (name, copies) in Dictionary(grouping: copies, by: { $0.from ?? "" }).sorted(by: { $0.key < $1.key }) {
                let sources = try await sources(of: copies, from: name, for: platform)
                result[platform, default: [:]].merge(sources) { _, new in new }
            }
        }
        return result
    }

    private func sources(
        of copies: [CopyOperation], from name: String, for platform: Platform
    ) async throws -> [CopyOperation: [CopiedSource]] {
        switch try meaning(of: name, at: copies[0].position) {
        case .image(let location):
            let folder = "\(scratch)/images/\("\(platform)-\(name)".replacing("/", with: "_"))"
            let images = ImageCopies(
                dockerfile: plan.dockerfile, stores: stores, listings: listings, folder: folder, progress: progress)
            return try await located(at: copies[0].position, orStage: name) {
                try await images.sources(of: copies, from: location, for: platform)
            }
        case .folder(let path):
            let context = try BuildContext(folder: path)
            var sources: [CopyOperation: [CopiedSource]] = [:]
            for copy in copies { sources[copy] = try context.sources(of: copy, in: plan.dockerfile) }
            return sources
        case .other:
            throw Failure(
                .baseHasTriggers, "COPY --from=\(name) takes files from a build context that only the engine reads")
        }
    }

    private func meaning(of name: String, at position: SourcePosition) throws(Failure) -> ContextImages.Meaning {
        do throws(Failure) {
            return try ContextImages(contexts: settings.inputs.contexts).meaning(of: name)
        } catch {
            throw plan.dockerfile.failure(position, error.message, hint: error.hint)
        }
    }

    // MARK: Built by an engine

    private func runEngine(_ pinned: [Int: Platform]) async throws -> Outcome {
        let runner = try runner()
        // What runs once is looked into before the last stage takes it in.
        let exported = try await runner.run()
        guard exported.dependentStages.isEmpty else { return Outcome(dependentStages: exported.dependentStages) }
        var outcome = Outcome(times: exported.times)
        let atOnce = runner.engine.runsEqualStepsOnce || pinned.isEmpty
        let built = try await plan.platforms.concurrentMap(atOnce) { try await runner.image(for: $0, pinned: pinned) }
        for (platform, (folder, duration)) in zip(plan.platforms, built) {
            outcome.times.add(duration, stages: [plan.dockerfile.stages[plan.target].title], platforms: [platform])
            outcome.images.append(try await image(in: folder, for: platform))
        }
        return outcome
    }

    private func image(in folder: String, for platform: Platform) async throws -> BuiltImage {
        let image = try stores.image(at: .layout(folder: folder, nil))
        let (manifest, configuration) = try await image.store.image(image.reference, for: platform)
        var layers: [LayerListing] = []
        for layer in manifest.layers {
            layers.append(try await listings.listing(of: layer, from: image.store, progress: progress))
        }
        let blobs = ([manifest.config] + manifest.layers).map { ImageContents.Blob($0, from: .store(image.store)) }
        return BuiltImage(
            platform: platform, manifest: manifest, configuration: configuration, blobs: blobs, listings: layers)
    }
}
