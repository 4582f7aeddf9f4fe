import Platforms

/// Looks into images, wherever they are kept.
public protocol ImageInspecting: Sendable {
    /// - Parameter image: a reference as a manifest has it.
    /// - Returns: the platforms that it can run on.
    /// - Throws: when the image can't be read.
    func platforms(of image: String) async throws -> [Platform]
}

/// What is known of an image.
public enum ImageFacts: Hashable, Sendable {
    case platforms([Platform])
    /// It could not be read, and why.
    case unreadable(String)
}
