import CYAML
import Reporting

/// One step of a YAML text.
struct YAMLEvent {
    enum Kind {
        case documentStart
        case scalar(YAMLScalarText)
        case alias(String)
        case sequenceStart
        case mappingStart
        case collectionEnd
        case streamEnd
        /// The stream's beginning and a document's end, which say nothing.
        case other
    }

    let kind: Kind
    let anchor: String?
    let place: YAMLPlace
}

/// What libyaml says against a text.
struct YAMLMistake: Error {
    enum Position {
        case place(YAMLPlace)
        /// In bytes from the beginning: the text could not even be decoded.
        case offset(Int)
    }

    let problem: String
    let position: Position
}

/// libyaml's parser.
final class YAMLEvents {
    // The parser is full of pointers into itself: it stays where it is.
    private let parser: UnsafeMutablePointer<yaml_parser_t>

    /// - Throws: ``Failure`` with code `library-missing` without libyaml.
    init() throws(Failure) {
        try Failure.requireLibrary("libyaml", package: "libyaml-0-2", reason: cyaml_load().map(String.init(cString:)))
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            throw Failure(.bug, "libyaml does not start")
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        self.parser = parser
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// - Parameter text: what to read; it has to stay where it is as long as ``next()`` is called.
    func read(_ text: UnsafeBufferPointer<UInt8>) {
        yaml_parser_set_input_string(parser, text.baseAddress, text.count)
    }

    func next() throws(YAMLMistake) -> YAMLEvent {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw mistake() }
        defer { yaml_event_delete(&event) }
        let place = YAMLPlace(event.start_mark)
        switch event.type {
        case YAML_DOCUMENT_START_EVENT: return YAMLEvent(kind: .documentStart, anchor: nil, place: place)
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            let text = YAMLScalarText(
                text: String(decoding: bytes, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE,
                tag: Self.text(scalar.tag))
            return YAMLEvent(kind: .scalar(text), anchor: Self.text(scalar.anchor), place: place)
        case YAML_ALIAS_EVENT:
            return YAMLEvent(kind: .alias(Self.text(event.data.alias.anchor) ?? ""), anchor: nil, place: place)
        case YAML_SEQUENCE_START_EVENT:
            return YAMLEvent(
                kind: .sequenceStart, anchor: Self.text(event.data.sequence_start.anchor), place: place)
        case YAML_MAPPING_START_EVENT:
            return YAMLEvent(kind: .mappingStart, anchor: Self.text(event.data.mapping_start.anchor), place: place)
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
            return YAMLEvent(kind: .collectionEnd, anchor: nil, place: place)
        case YAML_STREAM_END_EVENT, YAML_NO_EVENT: return YAMLEvent(kind: .streamEnd, anchor: nil, place: place)
        default: return YAMLEvent(kind: .other, anchor: nil, place: place)
        }
    }

    private func mistake() -> YAMLMistake {
        let problem = parser.pointee.problem.map { String(cString: $0) } ?? "out of memory"
        let isUndecodable = parser.pointee.error == YAML_READER_ERROR
        return YAMLMistake(
            problem: problem,
            position: isUndecodable
                ? .offset(parser.pointee.problem_offset) : .place(YAMLPlace(parser.pointee.problem_mark)))
    }

    private static func text(_ pointer: UnsafeMutablePointer<UInt8>?) -> String? {
        pointer.map { String(cString: $0) }
    }
}

extension YAMLPlace {
    fileprivate init(_ mark: yaml_mark_t) {
        line = mark.line + 1
        column = mark.column + 1
    }
}
