import OCIModel
import Platforms
import Reporting

extension ImageStore {
    /// Fetches a blob into a file: verified while it arrives, written beside and renamed.
    /// - Parameters:
    ///   - blob: a layer or a configuration.
    ///   - path: where the file shall be; its folder is made when it is missing.
    ///   - progress: gets an `advanced` event for the id of ``Descriptor/progressID`` now and then.
    /// - Throws: ``Failure`` with code `blob-unknown` or `digest-mismatch`, or when nothing can be written.
    public func download(
        _ blob: Descriptor, to path: String, progress: any ProgressReporter = SilentProgress()
    ) async throws {
        let file = try StagedFile(path)
        var download = Download(store: self, blob: blob, progress: progress, sink: file)
        try await download.run()
        try file.commit()
    }

    /// - Parameters:
    ///   - blob: a small blob.
    ///   - limit: the most bytes that make sense.
    /// - Returns: its content, verified.
    /// - Throws: ``Failure`` with code `blob-unknown`, `digest-mismatch` or `answer-too-long`.
    public func bytes(of blob: Descriptor, limit: Int) async throws -> [UInt8] {
        guard blob.size <= Int64(limit) else {
            throw Failure(.invalidInput, "\(name): \(blob.digest) has \(blob.size) bytes; at most \(limit) make sense")
        }
        var download = Download(store: self, blob: blob, progress: SilentProgress(), sink: MemorySink())
        try await download.run()
        return download.sink.bytes
    }

    /// - Parameter manifest: an image's manifest.
    /// - Returns: its configuration.
    /// - Throws: ``Failure`` with code `unsupported-manifest` when it is no image, or when there is none.
    public func configuration(of manifest: ImageManifest) async throws -> ImageConfiguration {
        guard manifest.config.mediaType.isConfiguration else {
            throw Failure(
                .unsupportedManifest,
                "\(name)@\(manifest.digest) is no image: its configuration is a \(manifest.config.mediaType)")
        }
        let bytes = try await bytes(of: manifest.config, limit: ImageConfiguration.sizeLimit)
        return try ImageConfiguration(parsing: bytes, source: "\(name): the configuration \(manifest.config.digest)")
    }

    /// - Parameter descriptor: an entry of an index.
    /// - Returns: the manifest that it refers to.
    /// - Throws: ``Failure`` with code `manifest-unknown`, or `invalid-manifest` when it is another index.
    public func image(_ descriptor: Descriptor) async throws -> ImageManifest {
        guard case .image(let manifest) = try await manifest(.digest(descriptor.digest)) else {
            throw Failure(.invalidDocument, "\(name)@\(descriptor.digest) is an index where an image is expected")
        }
        return manifest
    }

    /// The image for one platform, also when the reference names a single image.
    /// - Parameters:
    ///   - reference: a tag or a digest.
    ///   - platform: what it shall run on.
    /// - Returns: the image's manifest and configuration.
    /// - Throws: ``Failure`` with code `platform-missing`, naming the platforms that there are.
    public func image(
        _ reference: ManifestReference, for platform: Platform
    ) async throws -> (manifest: ImageManifest, configuration: ImageConfiguration) {
        switch try await manifest(reference) {
        case .index(let index):
            guard let found = index.select(platform) else {
                throw missing(platform, in: reference, offers: index.images.compactMap(\.platformName))
            }
            let manifest = try await image(found)
            return (manifest, try await configuration(of: manifest))
        case .image(let manifest):
            let configuration = try await configuration(of: manifest)
            // A single image is an index of one.
            let entry = manifest.descriptor(for: configuration)
            guard try ImageIndex(manifests: [entry]).select(platform) != nil else {
                throw missing(platform, in: reference, offers: [configuration.platformName])
            }
            return (manifest, configuration)
        }
    }

    private func missing(_ platform: Platform, in reference: ManifestReference, offers: [String]) -> Failure {
        Failure(
            .platformMissing,
            "\(name)\(reference.suffix) has no image for \(platform); it has \(offers.joined(separator: ", "))")
    }
}

extension ImageManifest {
    /// How an index refers to this image.
    fileprivate func descriptor(for configuration: ImageConfiguration) -> Descriptor {
        let plain = Descriptor(mediaType: mediaType, digest: digest, size: Int64(bytes.count))
        return configuration.platform.map(plain.with(platform:)) ?? plain
    }
}

extension Failure.Code {
    /// An image is not there for a platform.
    public static let platformMissing = Self("platform-missing", .negative)
}
