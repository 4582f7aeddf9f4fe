import OCIModel
import Platforms
import Reporting

extension ImageContents {
    /// The same image for some of its platforms: a new index with the images for them and what is attested of those.
    /// - Parameters:
    ///   - platforms: what is wanted.
    ///   - store: where the image is.
    ///   - name: what the image is called, for messages.
    /// - Returns: the contents; unchanged when nothing is left out.
    /// - Throws: ``Failure`` with code `platform-missing`, naming the platforms that there are.
    public func selecting(
        _ platforms: [Platform], from store: any ImageStore, called name: String
    ) async throws -> ImageContents {
        guard case .index(let index) = root else {
            try await check(platforms, store, name)
            return self
        }
        var selection = PlatformSelection(
            platforms: platforms, documents: Dictionary(manifests.map { ($0.digest, $0) }, uniquingKeysWith: { $1 }))
        let kept = try selection.select(index)
        guard let missing = platforms.first(where: { !selection.found.contains($0) }) else {
            guard let kept else { return self }
            return ImageContents(root: .index(kept), manifests: selection.manifests, from: store)
        }
        throw Failure(
            .platformMissing,
            "\(name) has no image for \(missing); it has \(selection.offered.joined(separator: ", "))")
    }

    private func check(_ platforms: [Platform], _ store: any ImageStore, _ name: String) async throws {
        guard let image = root.image else { return }
        let configuration = try await store.configuration(of: image)
        for platform in platforms where configuration.platform != platform {
            throw Failure(
                .platformMissing, "\(name) has no image for \(platform); it is one for \(configuration.platformName)")
        }
    }
}

/// Leaves entries out of indexes, nested ones included.
private struct PlatformSelection {
    let platforms: [Platform]
    let documents: [Digest: ManifestDocument]
    /// The platforms that there was an image for.
    var found: Set<Platform> = []
    /// All platforms, for a message.
    var offered: [String] = []
    /// What the new index refers to, in the order in which it must be stored.
    var manifests: [ManifestDocument] = []

    init(platforms: [Platform], documents: [Digest: ManifestDocument]) {
        self.platforms = platforms
        self.documents = documents
    }

    /// - Returns: the index without what is not wanted; nil when nothing is left.
    mutating func select(_ index: ImageIndex) throws(Failure) -> ImageIndex? {
        var kept: [Descriptor] = []
        for entry in index.images {
            if let nested = documents[entry.digest]?.index {
                guard let rest = try select(nested) else { continue }
                manifests.append(.index(rest))
                kept.append(rest.digest == nested.digest ? entry : ManifestDocument.index(rest).descriptor)
            } else if isWanted(entry) {
                kept.append(entry)
            }
        }
        if kept.isEmpty { return nil }
        let digests = Set(kept.map(\.digest))
        kept += index.attestations.filter { $0.attestedDigest.map(digests.contains) == true }
        let inOrder = index.manifests.compactMap { entry in kept.first { $0.digest == entry.digest } }
        manifests += kept.compactMap { documents[$0.digest] }.filter { $0.image != nil }
        // Entries that were rewritten come last: their digests are new.
        let rewritten = kept.filter { entry in !inOrder.contains { $0.digest == entry.digest } }
        let isWhole = inOrder.count == index.manifests.count
        return isWhole ? index : try index.with(manifests: inOrder + rewritten)
    }

    private mutating func isWanted(_ entry: Descriptor) -> Bool {
        if let name = entry.platformName, !offered.contains(name) { offered.append(name) }
        guard let platform = entry.platform, platforms.contains(platform) else { return false }
        found.insert(platform)
        return true
    }
}
