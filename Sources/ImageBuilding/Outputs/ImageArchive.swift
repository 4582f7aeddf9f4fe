import ArchiveIO
import FoundationEssentials
import OCIModel
import OCIRegistry
import Platforms
import RawJSON
import Reporting

/// An image in one file: an OCI layout in a tar archive; with `manifest.json`, which `docker load` wants, on demand.
struct ImageArchive {
    let contents: ImageContents
    let names: [ImageReference]
    /// The image's tag, where it is no name's.
    let tag: Tag?
    /// Annotations of the image's entry in the layout.
    let annotations: [String: String]
    let epoch: Int64
    /// Where the layout is put together.
    let scratch: String
    let progress: any ProgressReporter

    /// The name that containerd and Docker look for.
    private static let nameAnnotation = "io.containerd.image.name"
    private static let tagAnnotation = "org.opencontainers.image.ref.name"

    /// - Parameters:
    ///   - path: the file; what was there is replaced when the new one is complete.
    ///   - hasManifest: whether `docker load` shall read it.
    /// - Throws: ``Failure`` when a part can't be fetched or the file not be written; `CancellationError`.
    func write(to path: String, hasManifest: Bool) async throws {
        let layout = try OCILayout(writing: scratch)
        let root = contents.root
        try await ImageTransfer(progress: progress).push(contents, to: layout, as: [.digest(root.digest)])
        try writeFile(try index().bytes, "index.json")
        if hasManifest, let image = root.image { try writeFile(try manifest(of: image).encoded(), "manifest.json") }
        let staged = "\(path).\(UUID().uuidString).part"
        do {
            _ = try await LayerWriter(time: epoch, encoding: .none).write(try entries(), to: staged)
            try FilePlacement.move(staged, to: path)
        } catch {
            FilePlacement.remove(staged)
            throw error
        }
    }

    private func index() throws(Failure) -> ImageIndex {
        var entry = contents.root.descriptor
        for (name, value) in annotations { entry = entry.annotated(name, value) }
        if let tag { return try ImageIndex(manifests: [entry.annotated(Self.tagAnnotation, "\(tag)")]) }
        let named = names.map {
            entry.annotated(Self.nameAnnotation, "\($0)").annotated(Self.tagAnnotation, $0.tag?.description)
        }
        return try ImageIndex(manifests: named.isEmpty ? [entry] : named)
    }

    private func manifest(of image: ImageManifest) -> JSONValue {
        func place(_ descriptor: Descriptor) -> JSONValue {
            .string("blobs/\(descriptor.digest.algorithm.rawValue)/\(descriptor.digest.hex)")
        }
        return [
            [
                "Config": place(image.config), "RepoTags": .array(names.map { .string($0.familiar) }),
                "Layers": .array(image.layers.map(place)),
            ]
        ]
    }

    private func writeFile(_ bytes: [UInt8], _ name: String) throws(Failure) {
        try TextFile.write(String(decoding: bytes, as: UTF8.self), to: scratch + "/" + name)
    }

    private func entries() throws -> [LayerEntry] {
        let manager = FileManager.default
        var entries: [LayerEntry] = []
        for name in try manager.subpathsOfDirectory(atPath: scratch).sorted() {
            let path = scratch + "/" + name
            let attributes = try manager.attributesOfItem(atPath: path)
            let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
            let size = (attributes[.size] as? Int).map(Int64.init) ?? 0
            entries.append(
                try LayerEntry(
                    path: name, content: isFolder ? .directory : .file(path: path, size: size),
                    mode: isFolder ? 0o755 : 0o644))
        }
        return entries
    }
}
