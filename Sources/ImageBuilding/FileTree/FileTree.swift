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

        var kind: Kind
        var mode: UInt16
        var owner: Int
        var group: Int

        var isDirectory: Bool { kind == .directory }
    }

    /// As many links as the kernel follows.
    private static let mostLinks = 40

    private(set) var nodes: [String: Node] = ["": Node(kind: .directory, mode: 0o755, owner: 0, group: 0)]

    // MARK: Making it

    /// Puts a layer on top.
    ///
    /// Source: OCI image-spec, layer.md, "Applying Changesets".
    mutating func apply(_ listing: LayerListing) {
        // Whiteouts are about the layers below, wherever they stand in this one.
        for entry in listing.entries { applyWhiteout(entry.path) }
        for entry in listing.entries where !ImagePath.name(of: entry.path).hasPrefix(".wh.") {
            let path = placed(entry.path)
            switch entry.kind {
            case .directory: put(path, Node(entry, .directory))
            case .file(let facts): put(path, Node(entry, .file(facts)))
            case .symbolicLink(let target): put(path, Node(entry, .symbolicLink(target)))
            case .other: put(path, Node(entry, .other))
            case .hardLink(let target): put(path, nodes[placed(target)] ?? Node(entry, .file(.plain)))
            }
        }
    }

    /// Puts one thing at a path whose folders are real; what was there goes.
    mutating func put(_ path: String, _ node: Node) {
        if !node.isDirectory, nodes[path]?.isDirectory == true { remove(below: path) }
        nodes[path] = node
    }

    private mutating func applyWhiteout(_ path: String) {
        let name = ImagePath.name(of: path)
        guard name.hasPrefix(".wh.") else { return }
        let folder = resolved(ImagePath.parent(of: path)) ?? ImagePath.parent(of: path)
        if name == ".wh..wh..opq" {
            remove(below: folder)
        } else if !name.hasPrefix(".wh..wh.") {
            let gone = ImagePath.join(folder, String(name.dropFirst(".wh.".count)))
            if nodes.removeValue(forKey: gone)?.isDirectory == true { remove(below: gone) }
        }
    }

    private mutating func remove(below folder: String) {
        let prefix = folder.isEmpty ? "" : folder + "/"
        nodes = nodes.filter { $0.key.isEmpty || !$0.key.hasPrefix(prefix) }
    }

    /// Where an entry goes when a folder on its way is a link.
    private func placed(_ path: String) -> String {
        let parent = ImagePath.parent(of: path)
        if parent.isEmpty || nodes[parent]?.isDirectory == true { return path }
        return ImagePath.join(resolved(parent) ?? parent, ImagePath.name(of: path))
    }

    // MARK: Asking it

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
    fileprivate init(_ entry: FileEntry, _ kind: Kind) {
        self.init(kind: kind, mode: entry.mode, owner: entry.owner, group: entry.group)
    }
}
