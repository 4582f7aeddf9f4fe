import KubernetesClient
import OCIModel
import OCIRegistry
import Platforms
import Reporting
import Rollout

/// What registries say of a cluster's images: each manifest is asked for once, whoever names it.
actor AuditImages: ImageAuditing {
    /// Finds the ways to an image, in the order that they are tried: with whose credentials.
    typealias Ways = @Sendable ([ImagePuller]) async throws -> [ImageStores]

    private let ways: Ways
    /// What an earlier audit learned.
    private(set) var memory: AuditMemory
    private var contents: [String: Task<AuditedContent, any Error>] = [:]
    private var known: [Digest: AuditedContent] = [:]
    /// By the digest of the configuration, which many images may share.
    private var platforms: [Digest: Platform?] = [:]
    private var lists: [String: Task<[Tag], any Error>] = [:]

    /// - Parameters:
    ///   - memory: what an earlier audit learned.
    ///   - ways: finds the ways to an image.
    init(memory: AuditMemory, _ ways: @escaping Ways) {
        self.memory = memory
        self.ways = ways
    }

    nonisolated func place(of image: String) throws -> AuditedPlace {
        let reference = try ImageReference(parsing: image)
        return AuditedPlace(
            name: reference.name + reference.manifest.suffix, registry: reference.registry.authority)
    }

    nonisolated func image(_ image: String, tagged tag: String) throws -> String {
        let reference = try ImageReference(parsing: image)
        return reference.tagged(try Tag(parsing: tag)).familiar
    }

    func content(of image: String, for pullers: [ImagePuller]) async throws -> AuditedContent {
        let reference = try ImageReference(parsing: image)
        let name = try place(of: image).name
        if let digest = reference.digest, let content = known[digest] { return content }
        if let running = contents[name] { return try await running.value }
        let task = Task { try await self.ask(reference, pullers) }
        contents[name] = task
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    func tags(beside image: String, for pullers: [ImagePuller]) async throws -> (own: String?, all: [String]) {
        let reference = try ImageReference(parsing: image)
        let list: Task<[Tag], any Error>
        if let running = lists[reference.name] {
            list = running
        } else {
            list = Task {
                try await self.first(of: self.ways(pullers)) { try await $0.tags(beside: reference) }
            }
            lists[reference.name] = list
        }
        return (reference.tag?.description, try await list.value.map(\.description))
    }

    private func ask(_ reference: ImageReference, _ pullers: [ImagePuller]) async throws -> AuditedContent {
        let name = try place(of: "\(reference)").name
        let content = try await first(of: await ways(pullers)) { stores in
            let stored = stores.image(reference)
            // What was read once is asked for by its head alone: it shows whether the tag has moved.
            if self.memory.content(of: name) != nil {
                let digest = try await stored.store.resolve(stored.reference).digest
                if let content = self.memory.content(digest: digest.description) { return content }
            }
            return try await self.content(of: stored)
        }
        memory.keep(content, of: name)
        return content
    }

    private func content(of stored: StoredImage) async throws -> AuditedContent {
        let document = try await stored.manifest()
        if let content = known[document.digest] { return content }
        let content = AuditedContent(
            digest: document.digest.description, platforms: try await platforms(of: document, in: stored.store))
        known[document.digest] = content
        return content
    }

    private func platforms(of document: ManifestDocument, in store: any ImageStore) async throws -> [Platform] {
        switch document {
        case .index(let index): return index.platforms
        case .image(let manifest):
            if let platform = platforms[manifest.config.digest] { return [platform].compactMap(\.self) }
            let platform = try await store.configuration(of: manifest).platform
            platforms[manifest.config.digest] = .some(platform)
            return [platform].compactMap(\.self)
        }
    }

    /// What the first way gives that is allowed to; the last refusal when none is.
    private func first<Result: Sendable>(
        of ways: [ImageStores], _ ask: (ImageStores) async throws -> Result
    ) async throws -> Result {
        var refusal: Failure?
        for stores in ways {
            do {
                return try await ask(stores)
            } catch let failure as Failure where Self.mayBeAllowedToOthers(failure) {
                refusal = refusal ?? failure
            }
        }
        throw refusal ?? Failure(.bug, "there is no way to an image")
    }
}
