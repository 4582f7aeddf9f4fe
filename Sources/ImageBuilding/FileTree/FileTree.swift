import Reporting

/// A file system as its layers make it: what is where, after whiteouts, through links.
struct FileTree: Sendable {
    /// One place in the tree.
    struct Node: Hashable, Sendable {
        enum Kind: Hashable, Sendable {
            case directory
            case file(FileFacts)
            case symbolicLink(String)
            case other
        }

        /// The entry of a layer that something comes from.
        struct Origin: Hashable, Sendable {
            /// The layer's number, counted from 0.
            let layer: Int
            let path: String
        }

        var kind: Kind
        var mode: UInt16
        var owner: Int
        var group: Int
        /// Nil where nobody asked for it.
        var origin: Origin?

        var isDirectory: Bool { kind == .directory }
    }

    /// As many links as the kernel follows.
    private static let mostLinks = 40

    private(set) var nodes: [String: Node] = ["": Node(kind: .directory, mode: 0o755, owner: 0, group: 0)]
    /// The names in each folder, so that taking one away costs no more than what is in it.
    private var names: [String: Set<String>] = [:]

    // MARK: Making it

    /// Puts a layer on top.
    ///
    /// Source: OCI image-spec, layer.md, "Applying Changesets".
    /// - Parameters:
    ///   - listing: what the layer holds.
    ///   - layer: the layer's number, counted from 0.
    mutating func apply(_ listing: LayerListing, layer: Int = 0) {
        // Whiteouts are about the layers below, wherever they stand in this one.
        for entry in listing.entries { applyWhiteout(entry.path) }
        for entry in listing.entries where !ImagePath.name(of: entry.path).hasPrefix(".wh.") {
            let path = placed(entry.path)
            switch entry.kind {
            case .directory: put(path, Node(entry, .directory, layer))
            case .file(let facts): put(path, Node(entry, .file(facts), layer))
            case .symbolicLink(let target): put(path, Node(entry, .symbolicLink(target), layer))
            case .other: put(path, Node(entry, .other, layer))
            case .hardLink(let target): put(path, nodes[placed(target)] ?? Node(entry, .file(.plain), layer))
            }
        }
    }

    /// Puts one thing at a path whose folders are real; what was there goes.
    mutating func put(_ path: String, _ node: Node) {
        if !node.isDirectory, nodes[path]?.isDirectory == true { remove(below: path) }
        if nodes.updateValue(node, forKey: path) == nil {
            names[ImagePath.parent(of: path), default: []].insert(ImagePath.name(of: path))
        }
    }

    private mutating func applyWhiteout(_ path: String) {
        let name = ImagePath.name(of: path)
        guard name.hasPrefix(".wh.") else { return }
        let folder = resolved(ImagePath.parent(of: path)) ?? ImagePath.parent(of: path)
        if name == ".wh..wh..opq" {
            remove(below: folder)
        } else if !name.hasPrefix(".wh..wh.") {
            let gone = ImagePath.join(folder, String(name.dropFirst(".wh.".count)))
            // The root can't go.
            guard !gone.isEmpty, nodes.removeValue(forKey: gone) != nil else { return }
            names[folder]?.remove(ImagePath.name(of: gone))
            remove(below: gone)
        }
    }

    private mutating func remove(below folder: String) {
        var waiting = [folder]
        while let next = waiting.popLast() {
            for name in names.removeValue(forKey: next) ?? [] {
                let path = ImagePath.join(next, name)
                nodes[path] = nil
                waiting.append(path)
            }
        }
    }

    /// Where an entry goes when a folder on its way is a link.
    private func placed(_ path: String) -> String {
        let parent = ImagePath.parent(of: path)
        if parent.isEmpty || nodes[parent]?.isDirectory == true { return path }
        return ImagePath.join(resolved(parent) ?? parent, ImagePath.name(of: path))
    }

    // MARK: Asking it

    /// - Parameter folder: a folder's path, no links in it.
    /// - Returns: the names in it, sorted by their bytes.
    func names(in folder: String) -> [String] {
        (names[folder] ?? []).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Follows links to the end.
    /// - Parameter path: from the root.
    /// - Returns: the real path, which need not exist below the last real folder; nil when links go in circles.
    func resolved(_ path: String) -> String? {
        var waiting = path.split(separator: "/").map(String.init)[...]
        var real: [String] = []
        var links = 0
        while let component = waiting.popFirst() {
            if component == "." { continue }
            if component == ".." {
                _ = real.popLast()
                continue
            }
            let candidate = (real + [component]).joined(separator: "/")
            if case .symbolicLink(let target)? = nodes[candidate]?.kind {
                links += 1
                guard links <= Self.mostLinks else { return nil }
                if target.hasPrefix("/") { real = [] }
                waiting = (target.split(separator: "/").map(String.init) + waiting)[...]
            } else {
                real.append(component)
            }
        }
        return real.joined(separator: "/")
    }

    /// - Parameter path: from the root.
    /// - Returns: what is there, links followed.
    func node(_ path: String) -> (path: String, node: Node)? {
        guard let real = resolved(path), let node = nodes[real] else { return nil }
        return (real, node)
    }

    /// - Parameter path: `etc/passwd` or `etc/group`.
    func text(_ path: String) -> String? {
        if case .file(.text(let text))? = nodes[path]?.kind { text } else { nil }
    }
}

extension FileTree.Node {
    fileprivate init(_ entry: FileEntry, _ kind: Kind, _ layer: Int) {
        self.init(
            kind: kind, mode: entry.mode, owner: entry.owner, group: entry.group,
            origin: Origin(layer: layer, path: entry.path))
    }
}
