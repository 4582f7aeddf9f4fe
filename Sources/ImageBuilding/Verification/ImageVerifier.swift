import OCIModel
import OCIRegistry
import Platforms
import Reporting

/// Proves that an image holds, for every platform, programs of that platform's architecture.
///
/// An index is somebody's word; whether its arm64 entry holds arm64 programs is in the layers alone.
public struct ImageVerifier: Sendable {
    private let listings: LayerListings
    private let progress: any ProgressReporter
    /// How many layers are looked at at a time.
    private static let width = 4

    /// - Parameters:
    ///   - listings: what is known of layers.
    ///   - progress: gets a step for each layer that has to be read.
    public init(listings: LayerListings, progress: any ProgressReporter = SilentProgress()) {
        self.listings = listings
        self.progress = progress
    }

    /// - Parameters:
    ///   - image: an index or a single image.
    ///   - platforms: what the image must have; nil for whatever it has.
    /// - Returns: what was found; a wrong image is a result, not a failure.
    /// - Throws: ``Failure`` when the store can't be read.
    public func verify(_ image: StoredImage, platforms: [Platform]? = nil) async throws -> ImageVerification {
        let results =
            switch try await image.manifest() {
            case .index(let index): try await verify(index, of: image, wanted: platforms)
            case .image(let manifest): try await verify(manifest, of: image, wanted: platforms)
            }
        return ImageVerification(reference: image.name, platforms: results)
    }

    private func verify(
        _ index: ImageIndex, of image: StoredImage, wanted: [Platform]?
    ) async throws -> [PlatformVerification] {
        var entries = index.images
        var results: [PlatformVerification] = []
        if let wanted {
            entries = wanted.compactMap(index.select)
            for platform in wanted where index.select(platform) == nil {
                results.append(missing(platform, offers: index.images.compactMap(\.platformName)))
            }
        }
        for entry in entries {
            let name = entry.platformName ?? "unnamed platform"
            let result = try await judged(named: name) {
                let manifest = try await image.store.image(entry)
                return try await verify(manifest, in: image.store, named: name, entry.platform)
            }
            results.append(result.adding(notes: IndexCheck(index: index).notes(on: entry)))
        }
        return results
    }

    /// - Returns: what a body finds; a content that is missing or broken is a problem of the image, no failure of ours.
    private func judged(
        named name: String, _ body: () async throws -> PlatformVerification
    ) async throws -> PlatformVerification {
        do {
            return try await body()
        } catch let failure as Failure where Self.isAboutContent(failure) {
            return PlatformVerification(platform: name, problems: [failure.message])
        }
    }

    private func verify(
        _ manifest: ImageManifest, of image: StoredImage, wanted: [Platform]?
    ) async throws -> [PlatformVerification] {
        let configuration = try await image.store.configuration(of: manifest)
        let name = configuration.platformName
        let others = (wanted ?? []).filter { $0 != configuration.platform }
        var results = others.map { missing($0, offers: [name]) }
        if wanted == nil || wanted?.contains(where: { $0 == configuration.platform }) == true {
            results.append(
                try await judged(named: name) {
                    try await verify(manifest, in: image.store, named: name, configuration.platform)
                })
        }
        return results
    }

    private func verify(
        _ manifest: ImageManifest, in store: any ImageStore, named name: String, _ platform: Platform?
    ) async throws -> PlatformVerification {
        let configuration = try await store.configuration(of: manifest)
        // What is remembered of a layer says nothing about whether it is still there.
        let absent = try await concurrentMap(manifest.layers.filter { !$0.mediaType.isForeignLayer }, width: Self.width)
        {
            try await store.hasBlob($0) ? nil : $0
        }.compactMap(\.self)
        guard absent.isEmpty else {
            return PlatformVerification(
                platform: name, problems: absent.map { "its layer \($0.digest) is not in \(store.name)" })
        }
        let layers = try await concurrentMap(manifest.layers, width: Self.width) {
            try await listings.listing(of: $0, from: store, progress: progress)
        }
        return Self.judge(configuration, layers, named: name, platform)
    }

    /// Judges an image that is known whole.
    /// - Parameters:
    ///   - configuration: its configuration.
    ///   - layers: its layers, the lowest first.
    ///   - name: the platform as the index has it.
    ///   - platform: the same, when its parts are known.
    static func judge(
        _ configuration: ImageConfiguration, _ layers: [LayerListing], named name: String, _ platform: Platform?
    ) -> PlatformVerification {
        guard let platform else {
            return PlatformVerification(platform: name, problems: ["the platform \(name) is not known"])
        }
        var problems: [String] = []
        let configured = configuration.platform
        if configured?.os != platform.os || configured?.architecture != platform.architecture {
            problems.append("the index says \(platform), the image's own configuration \(configuration.platformName)")
        }
        if configuration.diffIDs.count != layers.count {
            problems.append("it has \(layers.count) layers, its configuration names \(configuration.diffIDs.count)")
        }
        var tree = FileTree()
        for layer in layers { tree.apply(layer) }
        let (programs, foreign) = ForeignPrograms(architecture: platform.architecture).judge(tree)
        problems += foreign
        let settings = configuration.settings
        let check = EntrypointCheck(tree: tree, settings: settings, architecture: platform.architecture)
        var notes: [String] = []
        switch check.finding() {
        case .problem(let text): problems.append(text)
        case .unproven(let text): notes.append(text)
        case nil: break
        }
        notes += PackedPrograms(architecture: platform.architecture).notes(on: tree)
        if programs.isEmpty { notes.append("there are no programs in it: nothing to verify") }
        if settings.entrypoint == nil, settings.command == nil { notes.append("it names nothing to start") }
        return PlatformVerification(platform: name, programs: programs, problems: problems, notes: notes)
    }

    private func missing(_ platform: Platform, offers: [String]) -> PlatformVerification {
        let list = offers.isEmpty ? "nothing" : offers.joined(separator: ", ")
        return PlatformVerification(
            platform: platform.description, problems: ["there is no image for it; there is one for \(list)"])
    }

    /// Whether a failure says that the image is wrong, rather than that it could not be looked at.
    private static func isAboutContent(_ failure: Failure) -> Bool {
        // A full disk, a cache that can't be written or a library that is not there says nothing about the image.
        if [.cacheNotWritable, .fileNotWritten, .libraryMissing].contains(failure.code) { return false }
        return [.manifestUnknown, .blobUnknown, .digestMismatch].contains(failure.code) || failure.code.kind == .input
    }
}
