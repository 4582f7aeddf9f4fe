import ArchiveIO
import FoundationEssentials
import Glibc
import OCIModel
import RawJSON
import Reporting

/// Writes an image into one file: an OCI layout in a tar archive; with `manifest.json`, which `docker load` wants, on demand.
public struct ImageArchiveWriter: Sendable {
    /// The image.
    public var contents: ImageContents
    /// Its names in the archive.
    public var names: [ImageReference]
    /// Its tag, where it is no name's.
    public var tag: Tag?
    /// Annotations of its entry in the layout.
    public var annotations: [String: String]
    /// The time of the archive's members, in seconds since 1970.
    public var epoch: Int64
    /// Where the layout is put together.
    public var scratch: String
    /// How it gets there.
    public var transfer: ImageTransfer

    /// The name that containerd and Docker look for.
    private static let nameAnnotation = "io.containerd.image.name"

    /// - Parameters:
    ///   - contents: the image.
    ///   - names: its names in the archive.
    ///   - tag: its tag, where it is no name's.
    ///   - annotations: annotations of its entry in the layout.
    ///   - epoch: the time of the archive's members, in seconds since 1970.
    ///   - scratch: an empty folder, where the layout is put together.
    ///   - transfer: how it gets there.
    public init(
        contents: ImageContents, names: [ImageReference] = [], tag: Tag? = nil, annotations: [String: String] = [:],
        epoch: Int64 = 0, scratch: String, transfer: ImageTransfer
    ) {
        self.contents = contents
        self.names = names
        self.tag = tag
        self.annotations = annotations
        self.epoch = epoch
        self.scratch = scratch
        self.transfer = transfer
    }

    /// - Parameters:
    ///   - path: the file; what was there is replaced when the new one is complete.
    ///   - hasManifest: whether `docker load` shall read it, for which the image must be one without an index.
    /// - Returns: what had to be fetched.
    /// - Throws: ``Failure`` when a part can't be fetched or the file not be written; `CancellationError`.
    @discardableResult
    public func write(to path: String, hasManifest: Bool) async throws -> TransferSummary {
        let layout = try OCILayout(writing: scratch)
        let root = contents.root
        let summary = try await transfer.push(contents, to: layout, as: [.digest(root.digest)])
        try OCILayout.write(try index().bytes, to: scratch + "/index.json")
        if hasManifest, let image = root.image {
            try OCILayout.write(try manifest(of: image).encoded(), to: scratch + "/manifest.json")
        }
        let staged = "\(path).\(UUID().uuidString).part"
        do {
            _ = try await LayerWriter(time: epoch, encoding: .none).write(try entries(), to: staged)
            guard rename(staged, path) == 0 else { throw Failure.notWritten("can't write", path) }
        } catch {
            unlink(staged)
            throw error
        }
        return summary
    }

    private func index() throws(Failure) -> ImageIndex {
        var entry = contents.root.descriptor
        for (name, value) in annotations { entry = entry.annotated(name, value) }
        if let tag { return try ImageIndex(manifests: [entry.annotated(OCILayout.tagAnnotation, "\(tag)")]) }
        let named = names.map {
            entry.annotated(Self.nameAnnotation, "\($0)").annotated(OCILayout.tagAnnotation, $0.tag?.description)
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

    private func entries() throws -> [LayerEntry] {
        try FileManager.default.subpathsOfDirectory(atPath: scratch).sorted().map { name in
            let path = scratch + "/" + name
            guard let size = Folder.fileSize(path) else {
                return try LayerEntry(path: name, content: .directory, mode: 0o755)
            }
            return try LayerEntry(path: name, content: .file(path: path, size: size), mode: 0o644)
        }
    }
}
