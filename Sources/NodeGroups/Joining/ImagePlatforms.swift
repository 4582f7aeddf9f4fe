import Platforms

/// Looks up which platforms images have, wherever they are kept.
public protocol ImagePlatforms: Sendable {
    /// - Parameter image: a reference as a manifest has it.
    /// - Returns: the platforms that it can run on.
    /// - Throws: when the image can't be read.
    func platforms(of image: String) async throws -> [Platform]
}

/// What is known of an image.
package enum ImageAnswer: Hashable, Sendable {
    /// Its architectures with Linux.
    case architectures(Set<String>)
    /// It could not be read, and why.
    case unreadable(String)
}
