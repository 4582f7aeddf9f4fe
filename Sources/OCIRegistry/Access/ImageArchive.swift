import OCIModel
import Reporting

/// A tar file with images in it: `oci-archive:FILE[:TAG]` or `docker-archive:FILE[:NAME[:TAG]]`.
public struct ImageArchive: Hashable, Sendable, CustomStringConvertible {
    /// What wrote it.
    public enum Kind: String, Sendable, CaseIterable {
        /// An OCI layout as a tar file, as BuildKit and skopeo write it.
        case oci = "oci-archive"
        /// What `docker save` writes.
        case docker = "docker-archive"
    }

    public let kind: Kind
    /// The file.
    public let path: String
    /// Which image: a tag, or for Docker's also `NAME:TAG`; nil for the only one.
    public let image: String?

    /// - Parameters:
    ///   - kind: what wrote it.
    ///   - path: the file.
    ///   - image: which image; nil for the only one.
    public init(kind: Kind, path: String, image: String? = nil) {
        self.kind = kind
        self.path = path
        self.image = image
    }

    /// - Parameter text: an archive as people write it.
    /// - Returns: nil when the text is for something else than an archive.
    /// - Throws: ``Failure`` with code `invalid-reference`.
    init?(parsing text: String) throws(Failure) {
        guard let kind = Kind.allCases.first(where: { text.hasPrefix($0.rawValue + ":") }) else { return nil }
        // The first colon ends the path, as skopeo has it.
        let parts = text.dropFirst(kind.rawValue.count + 1).split(
            separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let path = parts.first, !path.isEmpty, parts.count == 1 || parts.last?.isEmpty == false else {
            throw Failure(
                .invalidReference, "\"\(text)\" names no file",
                hint: "write \(kind.rawValue):FILE or \(kind.rawValue):FILE:TAG")
        }
        self.init(kind: kind, path: String(path), image: parts.count == 2 ? String(parts[1]) : nil)
    }

    public var description: String { "\(kind.rawValue):\(path)" + (image.map { ":\($0)" } ?? "") }
}
