import OCIModel
import Reporting

/// A repository that can't be used, for a reason that is told to whoever tries.
struct RefusedRepository: ImageStore {
    let name: String
    let reason: Failure

    func resolve(_ reference: ManifestReference) async throws -> Descriptor { throw reason }
    func manifest(_ reference: ManifestReference) async throws -> ManifestDocument { throw reason }
    func put(_ manifest: ManifestDocument, as reference: ManifestReference) async throws { throw reason }
    func hasBlob(_ blob: Descriptor) async throws -> Bool { throw reason }
    func open(_ blob: Descriptor, from offset: Int64) async throws -> BlobStream { throw reason }
    func file(of blob: Descriptor) -> String? { nil }
    func mount(_ blob: Descriptor, from other: any ImageStore) async throws -> Bool { throw reason }
    func upload(
        _ blob: Descriptor, from source: BlobSource, progress: any ProgressReporter
    ) async throws { throw reason }
}
