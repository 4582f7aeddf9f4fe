import FoundationEssentials
import OCIModel
import Platforms
import Reporting

extension ImageStores {
    /// Copies an image into an archive, for which it is put together in the scratch folder.
    /// - Parameters:
    ///   - source: the image.
    ///   - archive: where to; what was there is replaced when the new one is complete.
    ///   - name: what an archive calls the image where `archive` does not say it.
    ///   - transfer: how its parts are fetched.
    ///   - platforms: the platforms to copy; nil for the image as it is.
    ///   - isDryRun: whether to look only.
    /// - Returns: the image's digest, and what had to be done.
    /// - Throws: ``Failure`` with code `usage` when Docker's archive would hold several platforms; else as
    ///   ``ImageTransfer/copy(_:to:platforms:isDryRun:)`` does.
    public func copy(
        _ source: StoredImage, to archive: ImageArchive, called name: ImageReference?, by transfer: ImageTransfer,
        platforms: [Platform]?, isDryRun: Bool
    ) async throws -> CopyOutcome {
        var contents = try await transfer.contents(of: source)
        if let platforms {
            contents = try await contents.selecting(platforms, from: source.store, called: source.name)
        }
        var names = name.map { [$0] } ?? []
        var tag: Tag?
        switch archive.kind {
        case .docker:
            if let text = archive.image { names = [try ImageReference(parsing: text)] }
            contents = try contents.singleImage(called: source.name)
        case .oci: tag = try archive.image.map { text throws(Failure) in try Tag(parsing: text) }
        }
        guard !isDryRun else { return CopyOutcome(contents, TransferSummary()) }
        let scratch = "\(settings.scratchFolder)/mixarch-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        let writer = ImageArchiveWriter(
            contents: contents, names: names, tag: tag, scratch: scratch, transfer: transfer)
        return CopyOutcome(contents, try await writer.write(to: archive.path, hasManifest: archive.kind == .docker))
    }
}

extension ImageContents {
    /// The one image of an index, without the index and what is attested of it.
    /// - Throws: ``Failure`` with code `usage` when there are several.
    fileprivate func singleImage(called name: String) throws(Failure) -> ImageContents {
        guard let index = root.index else { return self }
        let digests = Set(index.images.map(\.digest))
        let images = manifests.filter { digests.contains($0.digest) }
        guard images.count == 1, let image = images[0].image else {
            let platforms = index.images.compactMap(\.platformName)
            throw Failure(
                .usage, "docker-archive holds one platform, and \(name) has \(platforms.joined(separator: ", "))",
                hint: "choose one: --platform \(platforms.first ?? "linux/amd64")")
        }
        let wanted = Set(([image.config] + image.layers).map(\.digest))
        return ImageContents(
            blobs: blobs.filter { wanted.contains($0.descriptor.digest) }, manifests: [], root: .image(image))
    }
}
