import Platforms

/// What a scan needs of a container image; who knows registries fills it in.
public protocol ImageSource: Sendable {
    /// What messages and the report call the image.
    var name: String { get }

    /// - Returns: what the image can run on, in its own order.
    /// - Throws: ``Failure`` when the image can't be read.
    func platforms() async throws -> [Platform]

    /// - Parameter platform: one of ``platforms()``.
    /// - Returns: the layers, the base first.
    /// - Throws: ``Failure`` when the image can't be read.
    func layers(of platform: Platform) async throws -> [LayerFile]
}

/// Where a layer's bytes are: a tar, compressed or not.
public enum LayerFile: Sendable, Hashable {
    /// A file of this machine.
    case file(String)
    /// A member of a tar.
    case member(String, of: String)
}
