import OCIModel
import Reporting

extension OCILayout {
    public func resolve(_ reference: ManifestReference) async throws -> Descriptor {
        switch reference {
        case .tag(let tag): try entry(tag)
        case .digest: try await manifest(reference).descriptor
        }
    }

    public func manifest(_ reference: ManifestReference) async throws -> ManifestDocument {
        let digest: Digest
        var declared: MediaType?
        switch reference {
        case .tag(let tag):
            let entry = try entry(tag)
            (digest, declared) = (entry.digest, entry.mediaType)
        case .digest(let wanted): digest = wanted
        }
        let path = path(of: digest)
        guard let size = Folder.fileSize(path) else {
            throw Failure(.manifestUnknown, "\(name)\(reference.suffix): there is no manifest \(digest)")
        }
        let bytes = try FileContent.read(path, limit: ManifestDocument.sizeLimit)
        let blob = Descriptor(mediaType: declared ?? .ociManifest, digest: digest, size: size)
        var reader = VerifiedReader(blob)
        try reader.take(bytes, from: name)
        try reader.finish(from: name)
        return try ManifestDocument(parsing: bytes, mediaType: declared, source: name + reference.suffix)
    }

    public func put(_ manifest: ManifestDocument, as reference: ManifestReference) async throws {
        try Self.write(manifest.bytes, to: path(of: manifest.digest))
        switch reference {
        case .tag(let tag): try name(manifest.descriptor, tag)
        case .digest(let digest):
            guard digest == manifest.digest else {
                throw Failure(.bug, "a manifest with the digest \(manifest.digest) is stored as \(digest)")
            }
        }
    }

    /// What to read when no name is given: the layout's only image, else `latest`.
    /// - Throws: ``Failure`` with code `manifest-unknown`, naming the tags that there are.
    public func onlyImage() throws(Failure) -> ManifestReference {
        // What only refers to an image is none.
        let entries = try index().manifests.filter {
            $0.annotations[Self.tagAnnotation] != nil || $0.artifactType == nil
        }
        if let only = entries.first, entries.allSatisfy({ $0.digest == only.digest }) { return .digest(only.digest) }
        return .digest(try entry(.latest).digest)
    }

    private func entry(_ tag: Tag) throws(Failure) -> Descriptor {
        let entries = try index().manifests
        if let found = entries.last(where: { $0.annotations[Self.tagAnnotation] == tag.description }) { return found }
        let tags = entries.compactMap { $0.annotations[Self.tagAnnotation] }.sorted()
        throw Failure(
            .manifestUnknown, "\(name) has no image named \"\(tag)\"",
            hint: tags.isEmpty ? "it is empty" : "it has: \(tags.joined(separator: ", "))")
    }
}
