import Platforms

/// Looks into images, wherever they are kept.
public protocol ImageInspecting: Sendable {
    /// - Parameter image: a reference as a manifest has it.
    /// - Returns: the platforms that it can run on.
    /// - Throws: when the image can't be read.
    func platforms(of image: String) async throws -> [Platform]

    /// Looks into an image's programs.
    /// - Parameters:
    ///   - image: a reference as a manifest has it.
    ///   - platform: a platform that it has.
    /// - Returns: what is wrong with it there; empty when it holds what it says.
    /// - Throws: when the image can't be read.
    func problems(of image: String, for platform: Platform) async throws -> [String]
}

/// What is known of an image.
public enum ImageFacts: Hashable, Sendable {
    case platforms([Platform])
    /// It has the platform, and holds something else, and what.
    case wrong([String])
    /// It could not be read, and why.
    case unreadable(String)
}
