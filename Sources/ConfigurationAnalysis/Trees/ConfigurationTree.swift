import ScanModel

/// What a YAML, JSON or HCL file says, as keys and values with their places: read tolerantly, never refused.
///
/// Templates (`{{ … }}`), anchors and expressions stay text. What can't be read is left out, so a tree is never more
/// than the file and takes time in proportion to it.
struct ConfigurationTree: Sendable {
    /// A key with what stands under it, an item of a sequence, or a document.
    struct Node: Sendable {
        /// As it is written, without quotes; empty for documents and items.
        let key: String
        /// The text of a plain value, without quotes.
        fileprivate(set) var value: String?
        /// Where the value begins, or the key when there is none.
        fileprivate(set) var offset: Int
        let parent: Int?
        fileprivate(set) var children: [Int] = []
    }

    private(set) var nodes: [Node] = []

    /// A node for every byte of a hostile file would be too many.
    private static let limit = 200_000

    /// Adds a node.
    /// - Returns: its index; nil when there are too many.
    mutating func add(key: String = "", value: String? = nil, at offset: Int, under parent: Int?) -> Int? {
        guard nodes.count < Self.limit else { return nil }
        nodes.append(Node(key: key, value: value, offset: offset, parent: parent))
        if let parent { nodes[parent].children.append(nodes.count - 1) }
        return nodes.count - 1
    }

    mutating func setValue(_ value: String, at offset: Int, of node: Int) {
        nodes[node].value = value
        nodes[node].offset = offset
    }

    /// The value of a child by its key.
    func value(_ key: String, under node: Int) -> String? { child(key, of: node).flatMap { nodes[$0].value } }

    func child(_ key: String, of node: Int) -> Int? { nodes[node].children.first { nodes[$0].key == key } }

    /// The plain values of a node: its own, those of its items, and of items of items.
    func values(of node: Int) -> [String] {
        if let value = nodes[node].value { return [value] }
        return nodes[node].children.compactMap { nodes[$0].key.isEmpty ? nodes[$0].value : nil }
    }

    /// Where the first value of a node stands.
    func offset(of node: Int) -> Int {
        let items = nodes[node].children.filter { nodes[$0].key.isEmpty && nodes[$0].value != nil }
        return nodes[node].value == nil
            ? items.first.map { nodes[$0].offset } ?? nodes[node].offset : nodes[node].offset
    }

    /// The nodes above a node, the nearest first.
    func ancestors(of node: Int) -> [Int] {
        var found: [Int] = []
        var next = nodes[node].parent
        // Deeper than any file that people write.
        while let index = next, found.count < 64 {
            found.append(index)
            next = nodes[index].parent
        }
        return found
    }

    /// Whether a key above a node contains a text, both in small letters.
    func isUnder(_ text: String, _ node: Int) -> Bool {
        ancestors(of: node).contains { nodes[$0].key.lowercased().contains(text) }
    }
}
