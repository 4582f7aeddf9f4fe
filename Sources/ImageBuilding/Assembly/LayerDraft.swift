import ArchiveIO
import Reporting

/// The entries of a layer in the making, on top of a tree that takes them in.
///
/// Source: Dockerfile reference, "COPY" and "ADD", and what BuildKit does where that leaves it open.
struct LayerDraft {
    /// The file system, with what was drafted so far.
    private(set) var tree: FileTree
    private var entriesByPath: [String: LayerEntry] = [:]
    /// Folders of the layers below that something else took the place of.
    private var replacedFolders: Set<String> = []
    /// The hard links of this layer, by what they are other names of.
    private var hardLinks: [String: [String]] = [:]

    init(on tree: FileTree) { self.tree = tree }

    /// What the layer holds, sorted by path. The folders above are among it, as they are in the layers below: readers that
    /// unpack a layer into a folder of its own would make up owners and modes for those that are missing.
    func entries() throws(Failure) -> [LayerEntry] {
        var all = entriesByPath
        for path in entriesByPath.keys {
            var folder = ImagePath.parent(of: path)
            while !folder.isEmpty, all[folder] == nil {
                if let node = tree.nodes[folder] {
                    all[folder] = try LayerEntry(
                        path: folder, content: .directory, mode: node.mode, owner: node.owner, group: node.group)
                }
                folder = ImagePath.parent(of: folder)
            }
        }
        for folder in replacedFolders where tree.nodes[folder]?.isDirectory == true {
            let mark = try LayerEntry.opaqueWhiteout(of: folder)
            all[mark.path] = mark
        }
        return all.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// Who owns what is made, and its mode.
    struct Attributes {
        /// Nil to keep the source's.
        var owner: (owner: Int, group: Int)?
        /// Nil to keep the source's.
        var mode: ModeChange?

        fileprivate var folderOwner: (owner: Int, group: Int) { owner ?? (0, 0) }
    }

    /// - Parameter path: from the root.
    /// - Returns: whether there is a folder, links followed.
    func hasFolder(_ path: String) -> Bool { tree.node(path)?.node.isDirectory == true }

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
        if tree.nodes[real]?.isDirectory == true { return real }
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
        for source in sources {
            let intoFolder = isFolder || hasFolder(destination)
            if source.isFolder || intoFolder {
                let folder = try makeFolder(destination, owner: attributes.folderOwner)
                var names: [String: String] = [:]
                for item in source.items {
                    let name = source.isFolder ? item.path : source.name
                    try put(item, at: ImagePath.join(folder, name), attributes, &names)
                }
            } else if let item = source.items.first {
                try makeFolder(ImagePath.parent(of: destination), owner: attributes.folderOwner)
                // A link that is there is written through, as programs do.
                var names: [String: String] = [:]
                try put(item, at: tree.resolved(destination) ?? destination, attributes, &names)
            }
        }
    }

    /// Unpacks an archive: owners and modes are the archive's, and what it brings takes the place of anything but a folder
    /// with a folder.
    /// - Parameters:
    ///   - items: the archive's members in their order.
    ///   - destination: from the root.
    ///   - owner: who owns the destination when it is new.
    /// - Throws: ``Failure`` with code `path-conflict`.
    mutating func unpack(
        _ items: [CopiedSource.Item], to destination: String, owner: (owner: Int, group: Int)?
    ) throws(Failure) {
        let folder = try makeFolder(destination, owner: owner ?? (0, 0))
        var names: [String: String] = [:]
        for item in items where !item.path.isEmpty {
            let path = ImagePath.join(folder, item.path)
            let place = ImagePath.join(try makeFolder(ImagePath.parent(of: path)), ImagePath.name(of: path))
            if let there = tree.nodes[place], there.isDirectory, item.content != .directory { remove(place) }
            try add(item, at: place, mode: item.mode, owner: (item.owner, item.group), &names)
        }
    }

    private mutating func put(
        _ item: CopiedSource.Item, at path: String, _ attributes: Attributes, _ names: inout [String: String]
    ) throws(Failure) {
        if item.content == .directory, let there = tree.node(path), there.node.isDirectory {
            // Never a folder entry where the image has a link to a folder: that would cut off what is behind it.
            if there.path != path || item.isOnTheWay { return }
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
        let mode = attributes.mode?.applied(to: item.mode, isFolder: item.content == .directory) ?? item.mode
        try add(item, at: place, mode: mode, owner: attributes.owner ?? (item.owner, item.group), &names)
    }

    /// - Parameter names: where the source's files with several names went.
    private mutating func add(
        _ item: CopiedSource.Item, at place: String, mode: UInt16, owner: (owner: Int, group: Int),
        _ names: inout [String: String]
    ) throws(Failure) {
        var content = item.content
        var mode = mode
        if case .symbolicLink = content { mode = 0o777 }
        if let identity = item.identity {
            if let first = names[identity], first != place, entriesByPath[first] != nil {
                content = .hardLink(target: first)
            } else {
                names[identity] = place
            }
        }
        try add(
            LayerEntry(
                path: place, content: content, mode: mode, owner: owner.owner, group: owner.group,
                capability: item.capability))
    }

    private mutating func add(_ entry: LayerEntry) throws(Failure) {
        guard !ImagePath.name(of: entry.path).hasPrefix(".wh.") else {
            throw Failure(.pathConflict, "/\(entry.path): in a layer, a name that begins with .wh. takes a file away")
        }
        try keepLinks(to: entry.path)
        if case .hardLink(let target) = entry.content { hardLinks[target, default: []].append(entry.path) }
        entriesByPath[entry.path] = entry
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

    /// When a file of this layer goes, the first of its other names becomes the file.
    private mutating func keepLinks(to path: String) throws(Failure) {
        guard let old = entriesByPath[path], let names = hardLinks.removeValue(forKey: path) else { return }
        let links = names.filter { entriesByPath[$0]?.content == .hardLink(target: path) }
        guard let first = links.first else { return }
        func renamed(_ name: String, _ content: LayerEntry.Content) throws(Failure) -> LayerEntry {
            try LayerEntry(
                path: name, content: content, mode: old.mode, owner: old.owner, group: old.group,
                capability: old.capability)
        }
        entriesByPath[first] = try renamed(first, old.content)
        for link in links.dropFirst() { entriesByPath[link] = try renamed(link, .hardLink(target: first)) }
        hardLinks[first] = Array(links.dropFirst())
    }

    /// Takes a folder away, with everything below it.
    private mutating func remove(_ folder: String) {
        let prefix = folder + "/"
        entriesByPath = entriesByPath.filter { $0.key != folder && !$0.key.hasPrefix(prefix) }
        replacedFolders.insert(folder)
    }
}

extension Failure.Code {
    /// Something else is where a file or folder of the image has to be.
    public static let pathConflict = Self("path-conflict", .input)
}
