import Platforms

/// What a registry says of a base image.
public struct BaseImageFacts: Sendable, Hashable {
    /// What it is for.
    public let platforms: [Platform]
    /// Whether it is an index, and not the image for one platform.
    public let isIndex: Bool

    /// - Parameters:
    ///   - platforms: what it is for.
    ///   - isIndex: whether it is an index.
    public init(platforms: [Platform], isIndex: Bool) {
        self.platforms = platforms
        self.isIndex = isIndex
    }
}
