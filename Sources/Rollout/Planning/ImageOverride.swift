import Reporting

/// An image to use instead of the one that a manifest names, as in kustomize's `images:`.
public struct ImageOverride: Hashable, Sendable {
    /// The image's name in the manifest, without tag and digest.
    public let name: String
    /// The complete reference to use.
    public let reference: String

    /// - Parameters:
    ///   - name: the image's name in the manifest, without tag and digest.
    ///   - reference: the complete reference to use.
    public init(name: String, reference: String) {
        self.name = name
        self.reference = reference
    }

    /// - Parameter text: `NAME=REFERENCE`.
    /// - Throws: ``Failure`` with code `usage`.
    public init(parsing text: String) throws(Failure) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw Failure(.usage, "\"\(text)\" replaces no image", hint: "write it as NAME=REFERENCE")
        }
        self.init(name: String(parts[0]), reference: String(parts[1]))
    }

    /// - Parameter image: an image as a manifest names it.
    /// - Returns: whether it is the one to be replaced.
    func applies(to image: String) -> Bool { Self.repository(of: image) == name }

    /// - Parameter image: an image as a manifest names it.
    /// - Returns: its name without tag and digest.
    static func repository(of image: String) -> Substring {
        let repository = image.prefix { $0 != "@" }
        // A colon before the last slash is a registry's port.
        let tail = repository.lastIndex(of: "/") ?? repository.startIndex
        let end = repository[tail...].firstIndex(of: ":") ?? repository.endIndex
        return repository[..<end]
    }
}
