import HTTPTransport
import OCIModel
import Reporting
import Synchronization

/// Every place that images can be in: the one way in for commands and builds.
public final class ImageStores: Sendable {
    private struct Key: Hashable {
        let registry: Registry
        let isPlain: Bool?
    }

    private let sender: any HTTPSender
    let settings: RegistrySettings
    /// One client for each registry, so that tokens are fetched once.
    private let clients = Mutex<[Key: RegistryClient]>([:])

    /// - Parameters:
    ///   - sender: what requests go through.
    ///   - settings: how registries are reached.
    public init(sender: any HTTPSender, settings: RegistrySettings) {
        self.sender = sender
        self.settings = settings
    }

    /// - Parameter logins: who the user is; where it knows nobody, these stores' own logins count.
    /// - Returns: the same stores, opened with these logins. They share no tokens.
    public func preferring(_ logins: some CredentialSource) -> ImageStores {
        var settings = settings
        settings.credentials = PreferredCredentials(first: logins, second: settings.credentials)
        return ImageStores(sender: sender, settings: settings)
    }

    /// - Parameter reference: an image; its tag and digest don't matter here.
    /// - Returns: the repository that it is in, with its mirrors: what to read from. Nothing is sent yet; a repository
    ///   that can't be used says so when it is.
    public func store(for reference: ImageReference) -> any ImageStore {
        do {
            let route = try settings.mirrors.route(reference.registry, reference.repository)
            let origin = try repository(route.origin)
            if route.mirrors.isEmpty { return origin }
            var mirrors: [(RegistryRepository, MirrorContent)] = []
            for mirror in route.mirrors { mirrors.append((try repository(mirror.place), mirror.serves)) }
            return MirroredRepository(origin: origin, mirrors: mirrors)
        } catch {
            return RefusedRepository(name: reference.name, reason: error)
        }
    }

    /// - Parameter reference: an image in a registry.
    /// - Returns: the image's place and name. Nothing is sent yet.
    public func image(_ reference: ImageReference) -> StoredImage {
        StoredImage(store: store(for: reference), reference: reference.manifest)
    }

    /// - Parameter reference: an image; its tag and digest don't matter here.
    /// - Returns: the tags of its repository, as its registry lists them; mirrors are not asked.
    /// - Throws: ``Failure`` with code `repository-unknown`, among others.
    public func tags(beside reference: ImageReference) async throws -> [Tag] {
        let route = try settings.mirrors.route(reference.registry, reference.repository)
        return try await repository(route.origin).tags()
    }

    /// - Parameter location: an image to read.
    /// - Returns: its place and name; in a layout without a name the only image, else `latest`.
    /// - Throws: ``Failure`` with code `unreadable-input` when a folder holds no layout, `manifest-unknown` when it
    ///   holds several images and none is named, `usage` for an archive, which has to be unpacked:
    ///   ``withImage(at:_:)``.
    public func image(at location: ImageLocation) throws(Failure) -> StoredImage {
        switch location {
        case .registry(let reference): return image(reference)
        case .layout(let folder, let reference):
            let layout = try OCILayout(reading: folder)
            let found = if let reference { reference } else { try layout.onlyImage() }
            return StoredImage(store: layout, reference: found)
        case .archive(let archive):
            throw Failure(
                .usage, "\(archive) is an archive, which can't be read here", hint: "mixarch image copy unpacks it")
        }
    }

    /// Opens an image to read, also in an archive, which is unpacked for that long.
    /// - Parameters:
    ///   - location: an image to read.
    ///   - body: what to do with it.
    /// - Throws: as ``image(at:)`` does, or what `body` throws.
    public func withImage<Result: Sendable>(
        at location: ImageLocation, _ body: (StoredImage) async throws -> Result
    ) async throws -> Result {
        guard case .archive(let archive) = location else { return try await body(try image(at: location)) }
        return try await UnpackedArchive.with(archive, in: settings.scratchFolder, body)
    }

    /// - Parameter location: where an image shall be stored; a layout is made when it is missing.
    /// - Returns: its place and name; in a layout `latest` when there is none. Mirrors play no part.
    /// - Throws: ``Failure`` with code `usage` when a digest is named, which the content decides.
    public func destination(at location: ImageLocation) throws(Failure) -> StoredImage {
        switch location {
        case .registry(let reference) where reference.digest == nil:
            let route = try settings.mirrors.route(reference.registry, reference.repository)
            return StoredImage(store: try repository(route.origin), reference: reference.manifest)
        case .layout(let folder, let reference) where reference?.isTag != false:
            return StoredImage(store: try OCILayout(writing: folder), reference: reference ?? .tag(.latest))
        case .archive:
            throw Failure(
                .usage, "can't store an image as \(location) here",
                hint: "name a registry or oci:FOLDER; mixarch image copy makes an archive of it")
        default:
            throw Failure(
                .usage, "can't store an image as \(location)", hint: "name a tag: the digest follows from the content")
        }
    }

    /// - Parameter registry: a registry as image references name it.
    /// - Returns: its client.
    /// - Throws: ``Failure`` when its certificates can't be read.
    func client(_ registry: Registry, isPlain: Bool? = nil) throws(Failure) -> RegistryClient {
        let key = Key(registry: registry, isPlain: isPlain)
        if let known = clients.withLock({ $0[key] }) { return known }
        let client = try RegistryClient(registry, sender: sender, settings: settings, isPlain: isPlain)
        return clients.withLock { clients in
            // Whoever was first stays: it may hold tokens already.
            let first = clients[key] ?? client
            clients[key] = first
            return first
        }
    }

    private func repository(_ place: RepositoryPlace) throws(Failure) -> RegistryRepository {
        try client(place.registry, isPlain: place.isPlain).repository(place.repository)
    }
}

extension ManifestReference {
    fileprivate var isTag: Bool {
        if case .tag = self { true } else { false }
    }
}
