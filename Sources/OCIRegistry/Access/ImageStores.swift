import HTTPTransport
import OCIModel
import Reporting
import Synchronization

/// Every place that images can be in: the one way in for commands and builds.
public final class ImageStores: Sendable {
    private let sender: any HTTPSender
    private let settings: RegistrySettings
    /// One client for each registry, so that tokens are fetched once.
    private let clients = Mutex<[Registry: RegistryClient]>([:])

    /// - Parameters:
    ///   - sender: what requests go through.
    ///   - settings: how registries are reached.
    public init(sender: any HTTPSender, settings: RegistrySettings) {
        self.sender = sender
        self.settings = settings
    }

    /// - Parameter reference: an image; its tag and digest don't matter here.
    /// - Returns: the repository that it is in. Nothing is sent yet.
    public func store(for reference: ImageReference) -> any ImageStore {
        client(reference.registry).repository(reference.repository)
    }

    /// - Parameter reference: an image in a registry.
    /// - Returns: the image's place and name. Nothing is sent yet.
    public func image(_ reference: ImageReference) -> StoredImage {
        StoredImage(store: store(for: reference), reference: reference.manifest)
    }

    /// - Parameter location: an image to read.
    /// - Returns: its place and name; in a layout without a name the only image, else `latest`.
    /// - Throws: ``Failure`` with code `unreadable-input` when a folder holds no layout, `manifest-unknown` when it
    ///   holds several images and none is named.
    public func image(at location: ImageLocation) throws(Failure) -> StoredImage {
        switch location {
        case .registry(let reference): return image(reference)
        case .layout(let folder, let reference):
            let layout = try OCILayout(reading: folder)
            let found = if let reference { reference } else { try layout.onlyImage() }
            return StoredImage(store: layout, reference: found)
        }
    }

    /// - Parameter location: where an image shall be stored; a layout is made when it is missing.
    /// - Returns: its place and name; in a layout `latest` when there is none.
    /// - Throws: ``Failure`` with code `usage` when a digest is named, which the content decides.
    public func destination(at location: ImageLocation) throws(Failure) -> StoredImage {
        switch location {
        case .registry(let reference) where reference.digest == nil: return image(reference)
        case .layout(let folder, let reference) where reference?.isTag != false:
            return StoredImage(store: try OCILayout(writing: folder), reference: reference ?? .tag(.latest))
        default:
            throw Failure(
                .usage, "can't store an image as \(location)", hint: "name a tag: the digest follows from the content")
        }
    }

    private func client(_ registry: Registry) -> RegistryClient {
        clients.withLock { clients in
            if let known = clients[registry] { return known }
            let client = RegistryClient(registry, sender: sender, settings: settings)
            clients[registry] = client
            return client
        }
    }
}

extension ManifestReference {
    fileprivate var isTag: Bool {
        if case .tag = self { true } else { false }
    }
}
