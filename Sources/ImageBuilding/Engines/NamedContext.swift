import FoundationEssentials
import Reporting

/// A folder or an image that FROM and `--from` know by a name.
///
/// Source: docs.docker.com, reference of `docker buildx build`, --build-context.
public struct NamedContext: Sendable, Hashable {
    /// What it is.
    public enum Content: Sendable, Hashable {
        case folder(path: String)
        /// `docker-image://NAME`, `oci-layout://…` or a URL: the engine fetches it.
        case remote(String)
    }

    /// The name, in lower case: stages' names don't tell cases apart either.
    public let name: String
    /// What it is.
    public let content: Content

    /// - Parameter text: `NAME=FOLDER`, `NAME=docker-image://IMAGE`, …
    /// - Throws: ``Failure`` with code `usage`, or `unreadable-input` when there is no such folder.
    public init(parsing text: String) throws(Failure) {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
            throw Failure(
                .usage, "can't make sense of the build context \"\(text)\"",
                hint: "NAME=FOLDER or NAME=docker-image://IMAGE")
        }
        name = parts[0].lowercased()
        if parts[1].contains("://") {
            content = .remote(parts[1])
            return
        }
        var isFolder = false
        guard FileManager.default.fileExists(atPath: parts[1], isDirectory: &isFolder), isFolder else {
            throw Failure(.unreadableInput, "the build context \(name) is no folder: \(parts[1])")
        }
        content = .folder(path: parts[1])
    }

    /// As `docker buildx` and buildah take it.
    var argument: String {
        switch content {
        case .folder(let path): "\(name)=\(path)"
        case .remote(let address): "\(name)=\(address)"
        }
    }
}
