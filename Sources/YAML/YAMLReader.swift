import CYAML
import Reporting

/// Reads YAML text with libyaml: no types, no duplicate keys refused, both are for those who know what they read.
public struct YAMLReader {
    /// Whether values may stand for others.
    public enum Aliases: Sendable {
        case allowed
        case refused
    }

    private let text: String
    private let source: String
    private let code: Failure.Code
    private let aliases: Aliases

    /// Nobody nests deeper by hand, and a stack has its end.
    static let deepest = 200

    /// - Parameters:
    ///   - text: one or more YAML documents.
    ///   - source: the file's name, for messages.
    ///   - code: the code of failures.
    ///   - aliases: whether values may stand for others.
    public init(
        _ text: String, source: String, code: Failure.Code = .invalidInput, aliases: Aliases = .allowed
    ) {
        self.text = text
        self.source = source
        self.code = code
        self.aliases = aliases
    }

    /// - Returns: the root of every document; an empty text has none.
    /// - Throws: ``Failure`` with the reader's code, naming file, line and column; `library-missing`.
    public func documents() throws(Failure) -> [YAMLNode] {
        var text = text
        let events = try YAMLEvents()
        return try text.withUTF8Bytes { bytes throws(Failure) in
            events.read(bytes)
            return try documents(events)
        }
    }

    /// - Parameters:
    ///   - problem: what is wrong.
    ///   - place: where.
    /// - Returns: a failure that names file, line and column.
    public func failure(_ problem: String, at place: YAMLPlace) -> Failure {
        failure(problem, line: place.line, column: place.column)
    }

    private func failure(_ problem: String, line: Int, column: Int?, hint: String? = nil) -> Failure {
        let place = [source, String(line)] + (column.map { [String($0)] } ?? [])
        let content = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(line - 1).first
        let isTab = content?.prefix { $0.isWhitespace }.contains("\t") == true
        return Failure(
            code, "\(place.joined(separator: ":")): \(problem)",
            hint: hint ?? (isTab ? "YAML is indented with spaces, never with tabs" : nil))
    }

    private func documents(_ events: YAMLEvents) throws(Failure) -> [YAMLNode] {
        var roots: [YAMLNode] = []
        var anchors: [String: YAMLNode] = [:]
        while true {
            let event = try next(events)
            switch event.kind {
            case .documentStart: anchors = [:]
            case .streamEnd: return roots
            case .other: continue
            default: roots.append(try node(event, events, &anchors, depth: 0))
            }
        }
    }

    private func node(
        _ event: YAMLEvent, _ events: YAMLEvents, _ anchors: inout [String: YAMLNode], depth: Int
    ) throws(Failure) -> YAMLNode {
        guard depth < Self.deepest else { throw failure("this is nested too deep", at: event.place) }
        let content: YAMLNode.Content
        switch event.kind {
        case .scalar(let scalar): content = .scalar(scalar)
        case .alias(let name):
            guard aliases == .allowed else {
                throw failure(
                    "aliases are not taken here", line: event.place.line, column: event.place.column,
                    hint: "write the value out; a text that begins with & or * goes into quotes")
            }
            guard let anchored = anchors[name] else { throw failure("found undefined alias", at: event.place) }
            content = .alias(anchored)
        case .sequenceStart:
            var elements: [YAMLNode] = []
            while let element = try element(events, &anchors, depth) { elements.append(element) }
            content = .sequence(elements)
        case .mappingStart:
            var members: [(key: YAMLNode, value: YAMLNode)] = []
            while let key = try element(events, &anchors, depth), let value = try element(events, &anchors, depth) {
                members.append((key, value))
            }
            content = .mapping(members)
        default: throw failure("a value is missing", at: event.place)
        }
        let node = YAMLNode(content: content, place: event.place)
        if let anchor = event.anchor { anchors[anchor] = node }
        return node
    }

    /// - Returns: the next element of a collection; nil at its end.
    private func element(
        _ events: YAMLEvents, _ anchors: inout [String: YAMLNode], _ depth: Int
    ) throws(Failure) -> YAMLNode? {
        let event = try next(events)
        if case .collectionEnd = event.kind { return nil }
        return try node(event, events, &anchors, depth: depth + 1)
    }

    private func next(_ events: YAMLEvents) throws(Failure) -> YAMLEvent {
        do throws(YAMLMistake) {
            return try events.next()
        } catch {
            switch error.position {
            case .place(let place): throw failure(error.problem, at: place)
            case .offset(let offset):
                let line = text.utf8.prefix(offset).reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
                throw failure(error.problem, line: line, column: nil)
            }
        }
    }
}

extension String {
    /// `withUTF8` with typed errors.
    fileprivate mutating func withUTF8Bytes<Result>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let outcome = withUTF8 { bytes in
            Swift.Result<Result, Failure> { () throws(Failure) in try body(bytes) }
        }
        return try outcome.get()
    }
}
