import OCIModel

/// What an index says that clients may read differently.
struct IndexCheck {
    let index: ImageIndex

    /// - Parameter entry: an image of the index.
    /// - Returns: what is worth knowing about its place in the index.
    func notes(on entry: Descriptor) -> [String] {
        var notes: [String] = []
        let same = index.images.filter { $0.platform == entry.platform && $0.digest != entry.digest }
        if entry.platform != nil, !same.isEmpty {
            notes.append(
                "the index has \(same.count + 1) images for \(entry.platformName ?? "it"): which one runs depends on the client"
            )
        }
        let images = Set(index.images.map(\.digest))
        let orphans = index.attestations.filter { attestation in
            attestation.attestedDigest.map { !images.contains($0) } ?? true
        }
        if !orphans.isEmpty, entry.digest == index.images.first?.digest {
            notes.append("\(orphans.count) attestation(s) of the index speak of images that it does not have")
        }
        return notes
    }
}
