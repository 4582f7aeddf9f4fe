import Reporting

/// One entry of an image layer: where it is, what it is, and who may do what with it. It has no time of its own:
/// a layer gives all its entries the same.
public struct LayerEntry: Hashable, Sendable {
    /// What an entry holds.
    public enum Content: Hashable, Sendable {
        case directory
        /// A file's bytes.
        case bytes([UInt8])
        /// A file whose bytes are in a file on this machine, and how many there are.
        case file(path: String, size: Int64)
        /// A symbolic link and its target, as written.
        case symbolicLink(target: String)
        /// Another name for an entry of the same layer, by that entry's path.
        case hardLink(target: String)
    }

    /// The path within the image, without a leading slash: `app/petstore.jar`.
    public let path: String
    /// What it holds.
    public let content: Content
    /// The permission bits, with set-user-id, set-group-id and sticky: `0o755`.
    public let mode: UInt16
    /// The owner's number.
    public let owner: Int
    /// The group's number.
    public let group: Int
    /// What a program may do without being root: the bytes of the attribute `security.capability`; nil for nothing.
    public let capability: [UInt8]?

    /// - Parameters:
    ///   - path: the path within the image; leading and trailing slashes and `.` components are dropped.
    ///   - content: what it holds.
    ///   - mode: the permission bits; anything above `0o7777` is dropped.
    ///   - owner: the owner's number.
    ///   - group: the group's number.
    ///   - capability: the bytes of the attribute `security.capability`; nil for none.
    /// - Throws: ``Failure`` with code `invalid-layer-path` when the path is empty, leads upwards or has a NUL.
    public init(
        path: String, content: Content, mode: UInt16, owner: Int = 0, group: Int = 0, capability: [UInt8]? = nil
    ) throws(Failure) {
        self.path = try Self.normalised(path)
        if case .hardLink(let target) = content {
            self.content = .hardLink(target: try Self.normalised(target))
        } else {
            self.content = content
        }
        self.mode = mode & 0o7777
        self.owner = owner
        self.group = group
        self.capability = capability
    }

    /// The mark that a path of the layers below is gone.
    ///
    /// Source: OCI image-spec, layer.md, "Whiteouts".
    /// - Parameter path: what is gone.
    /// - Throws: ``Failure`` with code `invalid-layer-path`.
    public static func whiteout(of path: String) throws(Failure) -> LayerEntry {
        let path = try normalised(path)
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        return try LayerEntry(path: path.dropLast(name.count) + ".wh." + name, content: .bytes([]), mode: 0o644)
    }

    /// The mark that a folder of the layers below has nothing in it any more but what this layer puts there.
    /// - Parameter path: the folder.
    /// - Throws: ``Failure`` with code `invalid-layer-path`.
    public static func opaqueWhiteout(of path: String) throws(Failure) -> LayerEntry {
        try LayerEntry(path: try normalised(path) + "/.wh..wh..opq", content: .bytes([]), mode: 0o644)
    }

    private static func normalised(_ path: String) throws(Failure) -> String {
        let components = path.split(separator: "/").filter { $0 != "." }
        guard !components.isEmpty, !components.contains(".."), !path.utf8.contains(0) else {
            throw Failure(.invalidLayerPath, "\"\(path)\" is no path for a layer's entry")
        }
        return components.joined(separator: "/")
    }
}

extension Failure.Code {
    /// A path that can't be in a layer.
    public static let invalidLayerPath = Self("invalid-layer-path", .input)
    /// A layer could not be written.
    public static let layerNotWritten = Self("layer-not-written", .input)
}
