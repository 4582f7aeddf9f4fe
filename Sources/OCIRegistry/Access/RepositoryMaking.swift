import OCIModel
import Reporting

/// Knows registries that want a repository made before the first push: a cloud's own API, for one.
public protocol RepositoryMaking: Sendable {
    /// - Parameters:
    ///   - repository: a repository that a push found missing.
    ///   - registry: its registry.
    /// - Returns: whether it is there now; false when it is not for this to make, or nobody asked for it.
    /// - Throws: ``Failure`` when it can't be made.
    func make(_ repository: RepositoryName, in registry: Registry) async throws -> Bool

    /// - Returns: what to do about a missing repository; nil when nothing special is known.
    func hint(_ repository: RepositoryName, in registry: Registry) -> String?
}
