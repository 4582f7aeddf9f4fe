import Glibc
import OCIModel
import RawJSON
import Reporting

/// A folder with an OCI image layout: `oci-layout`, `index.json` and `blobs/`.
///
/// Source: OCI image-spec, image-layout.md. Safe for several tasks and processes at once: blobs are written beside and
/// renamed, and the index is changed under a lock.
public struct OCILayout: ImageStore {
    /// The folder.
    public let folder: String

    /// The annotation that holds a tag in `index.json`.
    static let tagAnnotation = "org.opencontainers.image.ref.name"

    /// Opens an existing layout.
    /// - Parameter folder: the folder.
    /// - Throws: ``Failure`` with code `unreadable-input` when it holds no layout.
    public init(reading folder: String) throws(Failure) {
        self.folder = folder
        guard Folder.fileSize(markerPath) != nil else {
            throw Failure(
                .unreadableInput, "\(folder) is no OCI layout: it has no file \"oci-layout\"",
                hint: "name the folder that a build or a copy wrote with oci:FOLDER")
        }
        let marker = try JSONValue(parsing: try FileContent.read(markerPath, limit: 4096), source: markerPath)
        guard marker["imageLayoutVersion"]?.string?.hasPrefix("1.") == true else {
            throw Failure(.invalidInput, "\(markerPath): the version of the layout is not 1.x")
        }
    }

    /// Opens a layout, making it when it is missing.
    /// - Parameter folder: the folder.
    /// - Throws: ``Failure`` with code `unreadable-input` when it can't be written.
    public init(writing folder: String) throws(Failure) {
        self.folder = folder
        try Folder.create(folder + "/blobs/sha256")
        StagedFile.removeAbandoned(in: folder + "/blobs/sha256")
        if Folder.fileSize(markerPath) == nil {
            try Self.write([UInt8](#"{"imageLayoutVersion":"1.0.0"}"#.utf8), to: markerPath)
        }
        if Folder.fileSize(indexPath) == nil {
            try Self.write(try ImageIndex(manifests: []).bytes, to: indexPath)
        }
    }

    public var name: String { "oci:\(folder)" }

    private var markerPath: String { folder + "/oci-layout" }
    private var indexPath: String { folder + "/index.json" }

    func path(of digest: Digest) -> String {
        "\(folder)/blobs/\(digest.algorithm.rawValue)/\(digest.hex)"
    }

    /// The images that the layout names, with their tags as annotations.
    public func index() throws(Failure) -> ImageIndex {
        try ImageIndex(
            parsing: try FileContent.read(indexPath, limit: ManifestDocument.sizeLimit), source: indexPath)
    }

    /// Names a manifest, which is there already; an older one of that name loses it.
    func name(_ descriptor: Descriptor, _ tag: Tag) throws(Failure) {
        let lock = try FileLock(markerPath)
        defer { lock.release() }
        let index = try index()
        let others = index.manifests.filter { $0.annotations[Self.tagAnnotation] != tag.description }
        // An entry without a name was only there so that the manifest is found.
        let named = others.filter { $0.digest != descriptor.digest || $0.annotations[Self.tagAnnotation] != nil }
        let entry = descriptor.annotated(Self.tagAnnotation, tag.description)
        try Self.write(try index.with(manifests: named + [entry]).bytes, to: indexPath)
    }

    /// Lists a manifest without a name, which is there already.
    func add(_ descriptor: Descriptor) throws(Failure) {
        let lock = try FileLock(markerPath)
        defer { lock.release() }
        let index = try index()
        guard !index.manifests.contains(where: { $0.digest == descriptor.digest }) else { return }
        try Self.write(try index.with(manifests: index.manifests + [descriptor]).bytes, to: indexPath)
    }

    static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        let file = try StagedFile(path)
        try file.write(bytes)
        try file.commit()
    }
}
