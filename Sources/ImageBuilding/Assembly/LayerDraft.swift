import ArchiveIO
import Reporting

/// The entries of a layer in the making, on top of a tree that takes them in.
///
/// Source: Dockerfile reference, "COPY", and what BuildKit does where that leaves it open.
struct LayerDraft {
    /// The file system, with what was drafted so far.
    private(set) var tree: FileTree
    /// What the layer holds.
    private(set) var entries: [LayerEntry] = []

    init(on tree: FileTree) { self.tree = tree }

    /// Who owns what is made, and its mode.
    struct Attributes {
        /// Nil to keep the source's.
        var owner: (owner: Int, group: Int)?
        /// Nil to keep the source's.
        var mode: UInt16?

        fileprivate var folderOwner: (owner: Int, group: Int) { owner ?? (0, 0) }
    }

    /// Makes a folder, and those above it, where they are missing.
    /// - Parameters:
    ///   - path: from the root.
    ///   - owner: who owns new ones.
    /// - Returns: the real path, links followed.
    /// - Throws: ``Failure`` with code `path-conflict` when something else is there.
    @discardableResult
    mutating func makeFolder(_ path: String, owner: (owner: Int, group: Int) = (0, 0)) throws(Failure) -> String {
        guard let real = tree.resolved(path) else {
            throw Failure(.pathConflict, "the links at /\(path) go in circles")
        }
        var folder = ""
        for component in real.split(separator: "/") {
            folder = ImagePath.join(folder, String(component))
            switch tree.nodes[folder] {
            case let node? where node.isDirectory: break
            case nil:
                try add(
                    LayerEntry(path: folder, content: .directory, mode: 0o755, owner: owner.owner, group: owner.group))
            default:
                throw Failure(.pathConflict, "/\(folder) is a file in the image, and can't be a folder")
            }
        }
        return real
    }

    /// Copies sources to a destination.
    /// - Parameters:
    ///   - sources: what to copy.
    ///   - destination: from the root, without slashes at its ends.
    ///   - isFolder: whether the destination is written as a folder.
    ///   - attributes: who owns what is made, and its mode.
    /// - Throws: ``Failure`` with code `path-conflict`.
    mutating func copy(
        _ sources: [CopiedSource], to destination: String, isFolder: Bool, _ attributes: Attributes
    ) throws(Failure) {
        let intoFolder = isFolder || sources.count > 1 || tree.node(destination)?.node.isDirectory == true
        for source in sources {
            if source.isFolder || intoFolder {
                let folder = try makeFolder(destination, owner: attributes.folderOwner)
                for item in source.items {
                    let name = source.isFolder ? item.path : source.name
                    try put(item, at: ImagePath.join(folder, name), attributes)
                }
            } else if let item = source.items.first {
                try makeFolder(ImagePath.parent(of: destination), owner: attributes.folderOwner)
                // A link that is there is written through, as programs do.
                try put(item, at: tree.resolved(destination) ?? destination, attributes)
            }
        }
    }

    private mutating func put(
        _ item: CopiedSource.Item, at path: String, _ attributes: Attributes
    ) throws(Failure) {
        // Never a folder entry where the image has a link to a folder: that would cut off what is behind it.
        if item.content == .directory, let there = tree.node(path), there.path != path, there.node.isDirectory {
            return
        }
        let folder = try makeFolder(ImagePath.parent(of: path), owner: attributes.folderOwner)
        let place = ImagePath.join(folder, ImagePath.name(of: path))
        if let there = tree.nodes[place], there.isDirectory != (item.content == .directory) {
            throw Failure(
                .pathConflict,
                there.isDirectory
                    ? "/\(place) is a folder in the image, and can't become a file"
                    : "/\(place) is a file in the image, and can't become a folder")
        }
        let owner = attributes.owner ?? (item.owner, item.group)
        try add(
            LayerEntry(
                path: place, content: item.content, mode: attributes.mode ?? item.mode, owner: owner.owner,
                group: owner.group))
    }

    private mutating func add(_ entry: LayerEntry) throws(Failure) {
        entries.append(entry)
        let kind: FileTree.Node.Kind =
            switch entry.content {
            case .directory: .directory
            case .symbolicLink(let target): .symbolicLink(target)
            case .bytes(let bytes) where FileFacts.keptTexts.contains(entry.path):
                .file(.text(String(decoding: bytes, as: UTF8.self)))
            case .file(let source, _) where FileFacts.keptTexts.contains(entry.path):
                .file(.text(try TextFile.read(source)))
            case .bytes, .file, .hardLink: .file(.plain)
            }
        tree.put(
            entry.path, FileTree.Node(kind: kind, mode: entry.mode, owner: entry.owner, group: entry.group))
    }
}

extension Failure.Code {
    /// Something else is where a file or folder of the image has to be.
    public static let pathConflict = Self("path-conflict", .input)
}
