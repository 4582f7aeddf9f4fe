import DockerfileModel
import OCIModel
import OCIRegistry
import Reporting

/// What names of images mean: build contexts go before images of that name.
struct ContextImages: Sendable {
    let contexts: [NamedContext]

    /// What a name stands for.
    enum Meaning {
        case image(ImageLocation)
        case folder(String)
        /// Something that only the engine fetches: a Git repository, an archive at an address.
        case other
    }

    /// - Parameter name: what FROM or `--from` says, and no stage is called.
    /// - Throws: ``Failure`` with code `invalid-reference`.
    func meaning(of name: String) throws(Failure) -> Meaning {
        guard let context = contexts.last(where: { $0.name == name.lowercased() }) else {
            return .image(.registry(try ImageReference(parsing: name)))
        }
        switch context.content {
        case .folder(let path): return .folder(path)
        case .remote(let address):
            if let image = Self.rest(of: address, after: "docker-image://") {
                return .image(.registry(try ImageReference(parsing: image)))
            }
            if let layout = Self.rest(of: address, after: "oci-layout://") {
                return .image(try ImageLocation(parsing: "oci:" + layout))
            }
            return .other
        }
    }

    private static func rest(of text: String, after prefix: String) -> String? {
        text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : nil
    }
}
