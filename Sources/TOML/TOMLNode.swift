import Reporting

/// A table while it is being read: headers further down may still add to it.
final class TOMLNode {
    /// A part of a dotted key.
    struct Key {
        let name: String
        let offset: Int
    }

    private enum Content {
        case value(TOMLValue)
        case table(TOMLNode)
        case array(Elements)
    }

    /// The tables of `[[name]]`: shared, so that the array grows in place.
    private final class Elements {
        var nodes: [TOMLNode] = []
    }

    private let offset: Int
    private var keys: [Key] = []
    private var members: [String: Content] = [:]
    /// Whether a `[header]` names it: a second one would be a mistake.
    private var hasHeader = false

    init(offset: Int) { self.offset = offset }

    /// The table of a `[header]` or `[[header]]`.
    func open(_ path: [Key], isArray: Bool, _ reader: TOMLReader) throws(Failure) -> TOMLNode {
        guard let last = path.last else { throw reader.failure("a header has no name") }
        let parent = try descend(path.dropLast(), reader)
        if isArray { return try parent.append(last, reader) }
        let table = try parent.child(last, reader)
        guard !table.hasHeader else { throw reader.failure("[\(last.name)] is there twice", at: last.offset) }
        table.hasHeader = true
        return table
    }

    /// `a.b = value`.
    func assign(_ path: [Key], _ value: TOMLValue, _ reader: TOMLReader) throws(Failure) {
        guard let last = path.last else { throw reader.failure("a value has no name") }
        let parent = try descend(path.dropLast(), reader)
        guard parent.members[last.name] == nil else {
            throw reader.failure("\(last.name) is there twice", at: last.offset)
        }
        parent.set(last, .value(value))
    }

    private func descend(_ path: ArraySlice<Key>, _ reader: TOMLReader) throws(Failure) -> TOMLNode {
        var node = self
        for key in path { node = try node.child(key, reader) }
        return node
    }

    private func child(_ key: Key, _ reader: TOMLReader) throws(Failure) -> TOMLNode {
        switch members[key.name] {
        case .table(let table): return table
        case .array(let elements):
            guard let last = elements.nodes.last else { throw reader.failure("\(key.name) is empty", at: key.offset) }
            return last
        case .value: throw reader.failure("\(key.name) is no table", at: key.offset)
        case nil:
            let table = TOMLNode(offset: key.offset)
            set(key, .table(table))
            return table
        }
    }

    private func append(_ key: Key, _ reader: TOMLReader) throws(Failure) -> TOMLNode {
        let elements: Elements
        switch members[key.name] {
        case nil:
            elements = Elements()
            set(key, .array(elements))
        case .array(let known): elements = known
        default: throw reader.failure("\(key.name) is no array of tables", at: key.offset)
        }
        let table = TOMLNode(offset: key.offset)
        elements.nodes.append(table)
        return table
    }

    private func set(_ key: Key, _ content: Content) {
        keys.append(key)
        members[key.name] = content
    }

    /// What was read, when nothing is to come any more.
    func table(_ text: TOMLText) -> TOMLTable {
        TOMLTable(
            keys.compactMap { key in
                guard let content = members[key.name] else { return nil }
                return TOMLTable.Member(
                    name: key.name, offset: key.offset, line: text.line(at: key.offset),
                    value: value(of: content, key, text))
            })
    }

    private func value(of content: Content, _ key: Key, _ text: TOMLText) -> TOMLValue {
        switch content {
        case .value(let value): value
        case .table(let node): node.finished(text)
        case .array(let elements):
            TOMLValue(
                content: .array(elements.nodes.map { $0.finished(text) }), offset: key.offset,
                line: text.line(at: key.offset))
        }
    }

    private func finished(_ text: TOMLText) -> TOMLValue {
        TOMLValue(content: .table(table(text)), offset: offset, line: text.line(at: offset))
    }
}
