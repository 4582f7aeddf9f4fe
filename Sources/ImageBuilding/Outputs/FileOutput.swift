import OCIModel
import Platforms

/// A place on this machine that an image is written to in a form that is no image store.
public struct FileOutput: Hashable, Sendable, CustomStringConvertible {
    public enum Form: Hashable, Sendable {
        /// An OCI layout in a tar archive.
        case ociArchive
        /// What `docker load` reads; one platform.
        case dockerArchive
        /// The image's files in a folder; with several platforms a folder for each.
        case folder
        /// The image's files in a tar archive; with several platforms a folder for each.
        case archive
        /// A running Docker, through `docker load`; one platform.
        case docker
    }

    public let form: Form
    /// The file or folder; empty for Docker.
    public let path: String
    /// The image's names in it.
    public let names: [ImageReference]
    /// A tag in an OCI archive that is no name's; nil for those of the names.
    public let tag: Tag?

    /// - Parameters:
    ///   - form: what is written.
    ///   - path: the file or folder; empty for Docker.
    ///   - names: the image's names in it.
    ///   - tag: a tag in an OCI archive that is no name's; nil for those of the names.
    public init(_ form: Form, path: String = "", names: [ImageReference] = [], tag: Tag? = nil) {
        self.form = form
        self.path = path
        self.names = names
        self.tag = tag
    }

    public var description: String {
        switch form {
        case .ociArchive: "oci-archive:\(path)"
        case .dockerArchive: "docker-archive:\(path)"
        case .folder, .archive: path
        case .docker: names.first.map { "docker:\($0.familiar)" } ?? "docker"
        }
    }

    /// Whether it holds one platform only.
    public var isForOnePlatform: Bool { form == .dockerArchive || form == .docker }
}
