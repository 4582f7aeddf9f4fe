import KubernetesClient
import Platforms

/// Looks up which platforms images have, wherever they are kept.
public protocol ImagePlatforms: Sendable {
    /// - Parameters:
    ///   - image: a reference as a manifest has it.
    ///   - pullers: who pulls it in the cluster: their secrets count.
    /// - Returns: the platforms that it can run on.
    /// - Throws: when the image can't be read.
    func platforms(of image: String, for pullers: [ImagePuller]) async throws -> [Platform]

    /// What could not be read of the pullers' secrets so far, each once.
    var gaps: [String] { get async }
}

/// What is known of an image.
package enum ImageAnswer: Hashable, Sendable {
    /// Its architectures with Linux.
    case architectures(Set<String>)
    /// It could not be read, and why.
    case unreadable(String)

    var isUnreadable: Bool { if case .unreadable = self { true } else { false } }
}
