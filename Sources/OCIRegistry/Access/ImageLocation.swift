import OCIModel
import Reporting

/// Where an image is, as people write it: an image reference, `oci:FOLDER[:TAG]` for an OCI layout, or an archive.
public enum ImageLocation: Hashable, Sendable, CustomStringConvertible {
    /// In a registry.
    case registry(ImageReference)
    /// In a folder with an OCI layout; without a name for its only image when reading, for `latest` when writing.
    case layout(folder: String, ManifestReference?)
    /// In a tar file.
    case archive(ImageArchive)

    /// - Parameter text: an image reference; `oci:FOLDER`, `oci:FOLDER:TAG` or `oci:FOLDER@DIGEST`; `oci-archive:FILE`
    ///   or `docker-archive:FILE`, with `:TAG` where there are several images.
    /// - Throws: ``Failure`` with code `invalid-reference` or `invalid-digest`.
    public init(parsing text: String) throws(Failure) {
        if let archive = try ImageArchive(parsing: text) {
            self = .archive(archive)
            return
        }
        let scheme = "oci:"
        guard text.hasPrefix(scheme) else {
            self = .registry(try ImageReference(parsing: text))
            return
        }
        var folder = text.dropFirst(scheme.count)
        var reference: ManifestReference?
        if let at = folder.lastIndex(of: "@"), !folder[at...].contains("/") {
            reference = .digest(try Digest(parsing: folder[folder.index(after: at)...]))
            folder = folder[..<at]
        } else if let colon = folder.lastIndex(of: ":"), !folder[colon...].contains("/") {
            reference = .tag(try Tag(parsing: folder[folder.index(after: colon)...]))
            folder = folder[..<colon]
        }
        guard !folder.isEmpty else {
            throw Failure(
                .invalidReference, "\"\(text)\" names no folder", hint: "write oci:FOLDER or oci:FOLDER:TAG")
        }
        self = .layout(folder: String(folder), reference)
    }

    public var description: String {
        switch self {
        case .registry(let reference): reference.description
        case .archive(let archive): archive.description
        case .layout(let folder, let reference): "oci:\(folder)\(reference?.suffix ?? "")"
        }
    }
}
