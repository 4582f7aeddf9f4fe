import ArchiveIO
import FoundationEssentials
import OCIModel
import RawJSON
import Reporting

/// What `docker save` wrote, unpacked: `manifest.json`, configurations and layers, which are not compressed.
///
/// Source: moby/docker-image-spec v1.2, "Combined Image JSON + Filesystem Changeset Format".
struct DockerArchive {
    /// Where it is unpacked.
    let folder: String
    /// Members that stand for others.
    let links: [String: String]
    /// What the user calls it.
    let name: String

    /// Turns one image into an image of an OCI layout beside it.
    /// - Parameter wanted: a tag or `NAME:TAG`; nil for the only image.
    /// - Throws: ``Failure`` when there is no such image, or a part of it is missing.
    func image(_ wanted: String?) throws -> StoredImage {
        let entry = try entry(wanted)
        let layout = try OCILayout(writing: folder + "/mixarch-layout")
        let bytes = try FileContent.read(try path(entry["Config"]?.string), limit: ImageConfiguration.sizeLimit)
        let configuration = try ImageConfiguration(parsing: bytes, source: "\(name): its configuration")
        let paths = (entry["Layers"]?.array ?? []).map(\.string)
        guard paths.count == configuration.diffIDs.count else {
            throw Failure(.invalidInput, "\(name) has \(paths.count) layers for \(configuration.diffIDs.count) digests")
        }
        try OCILayout.write(bytes, to: layout.path(of: configuration.digest))
        var layers: [Descriptor] = []
        for (path, diffID) in zip(paths, configuration.diffIDs) {
            try Task.checkCancellation()
            layers.append(try layer(try self.path(path), diffID, in: layout))
        }
        let manifest = ManifestDocument.image(
            try ImageManifest(config: configuration.descriptor(), layers: layers))
        try OCILayout.write(manifest.bytes, to: layout.path(of: manifest.digest))
        return StoredImage(store: layout, reference: .digest(manifest.digest))
    }

    private func entry(_ wanted: String?) throws -> JSONValue {
        let path = folder + "/manifest.json"
        guard Folder.fileSize(path) != nil else {
            throw Failure(.unreadableInput, "\(name) was not written by docker save: it has no manifest.json")
        }
        let bytes = try FileContent.read(path, limit: ManifestDocument.sizeLimit)
        let entries = try JSONValue(parsing: bytes, source: "\(name): manifest.json").array ?? []
        let full = wanted.flatMap { try? ImageReference(parsing: $0) }
        let found = entries.filter { entry in
            guard let wanted else { return true }
            return (entry["RepoTags"]?.array ?? []).compactMap(\.string).contains { tag in
                tag == wanted || tag.hasSuffix(":" + wanted)
                    || (full != nil && (try? ImageReference(parsing: tag)) == full)
            }
        }
        if found.count == 1 { return found[0] }
        let names = entries.flatMap { ($0["RepoTags"]?.array ?? []).compactMap(\.string) }
        throw Failure(
            .manifestUnknown, "\(name) has \(found.count) such images",
            hint: names.isEmpty ? nil : "it has: \(names.joined(separator: ", "))")
    }

    /// A member's file, through links.
    private func path(_ member: String?) throws(Failure) -> String {
        var place = member.flatMap(UnpackedArchive.normalised)
        for _ in 0..<8 {
            guard let current = place else { break }
            if Folder.fileSize("\(folder)/\(current)") != nil { return "\(folder)/\(current)" }
            place = links[current]
        }
        throw Failure(.invalidInput, "\(name) has no member \(member ?? "") although it names it")
    }

    /// Compresses a layer into the layout, when it is what the configuration says.
    private func layer(_ path: String, _ diffID: Digest, in layout: OCILayout) throws -> Descriptor {
        guard try Self.digest(of: path, diffID.algorithm) == diffID else {
            throw Failure(.digestMismatch, "\(name): a layer is not the one with the digest \(diffID)")
        }
        let compressed = "\(layout.folder)/\(diffID.hex).gz"
        if Folder.fileSize(compressed) != nil { try FileManager.default.removeItem(atPath: compressed) }
        try GzipFile.compress(path, to: compressed)
        let digest = try Self.digest(of: compressed, .sha256)
        guard let size = Folder.fileSize(compressed) else { throw Failure(.bug, "\(compressed) is gone") }
        let place = layout.path(of: digest)
        if Folder.fileSize(place) == nil {
            try FileManager.default.moveItem(atPath: compressed, toPath: place)
        }
        return Descriptor(mediaType: .ociLayerGzip, digest: digest, size: size)
    }

    private static func digest(of path: String, _ algorithm: Digest.Algorithm) throws(Failure) -> Digest {
        let file = try FileContent(path)
        var digester = Digester(algorithm)
        while let chunk = try file.next() { digester.update(chunk) }
        return digester.digest
    }
}
