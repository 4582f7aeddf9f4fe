import HTTPTransport
import OCIModel
import Reporting
import Synchronization

/// A repository that is read from its mirrors, in order, and from its registry when none of them has it. It is written
/// to its registry alone.
final class MirroredRepository: ImageStore {
    private struct Mirror {
        let repository: RegistryRepository
        let serves: MirrorContent
    }

    /// The registry itself.
    let origin: RegistryRepository
    private let mirrors: [Mirror]
    /// Mirrors that can't be reached: asked once, not for every blob.
    private let unreachable = Mutex<Set<Int>>([])
    /// Blobs that arrived from a mirror as others.
    private let distrusted = Mutex<Set<Digest>>([])

    init(origin: RegistryRepository, mirrors: [(RegistryRepository, MirrorContent)]) {
        self.origin = origin
        self.mirrors = mirrors.map { Mirror(repository: $0.0, serves: $0.1) }
    }

    var name: String { origin.name }
    var retries: Retries { origin.retries }

    func resolve(_ reference: ManifestReference) async throws -> Descriptor {
        try await read(reference) { try await $0.resolve(reference) }
    }

    func manifest(_ reference: ManifestReference) async throws -> ManifestDocument {
        try await read(reference) { try await $0.manifest(reference) }
    }

    func open(_ blob: Descriptor, from offset: Int64) async throws -> BlobStream {
        if distrusted.withLock({ $0.contains(blob.digest) }) { return try await origin.open(blob, from: offset) }
        return try await read(.digest(blob.digest)) { try await $0.open(blob, from: offset) }
    }

    func distrust(_ blob: Descriptor) { distrusted.withLock { _ = $0.insert(blob.digest) } }

    func put(_ manifest: ManifestDocument, as reference: ManifestReference) async throws {
        try await origin.put(manifest, as: reference)
    }

    /// The registry itself knows best what refers to an image: mirrors keep no such lists.
    func referrers(of subject: Digest) async throws -> [Descriptor] { try await origin.referrers(of: subject) }

    func attach(_ manifest: ManifestDocument, to subject: Digest) async throws {
        try await origin.attach(manifest, to: subject)
    }

    func hasBlob(_ blob: Descriptor) async throws -> Bool { try await origin.hasBlob(blob) }

    func file(of blob: Descriptor) -> String? { nil }

    func mount(_ blob: Descriptor, from other: any ImageStore) async throws -> Bool {
        try await origin.mount(blob, from: other)
    }

    func upload(_ blob: Descriptor, from source: BlobSource, progress: any ProgressReporter) async throws {
        try await origin.upload(blob, from: source, progress: progress)
    }

    /// Asks one after the other; what the registry itself says is the last word.
    private func read<Result: Sendable>(
        _ reference: ManifestReference, _ ask: (RegistryRepository) async throws -> Result
    ) async throws -> Result {
        for (number, mirror) in mirrors.enumerated() where mirror.serves.includes(reference) {
            if unreachable.withLock({ $0.contains(number) }) { continue }
            do {
                return try await ask(mirror.repository)
            } catch let failure as Failure {
                // A mirror's refusal, absence or damage is no failure: the next one is asked.
                if failure.isConnectionProblem { unreachable.withLock { _ = $0.insert(number) } }
            }
        }
        return try await ask(origin)
    }
}

extension MirrorContent {
    fileprivate func includes(_ reference: ManifestReference) -> Bool {
        switch (self, reference) {
        case (.all, _), (.digests, .digest), (.tags, .tag): true
        default: false
        }
    }
}

extension Failure {
    fileprivate var isConnectionProblem: Bool {
        [.unreachable, .timedOut, .tlsNotSpoken, .untrustedCertificate, .certificateRequired].contains(code)
    }
}
