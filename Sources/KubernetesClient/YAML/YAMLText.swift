import RawJSON
import Reporting
import YAML

/// YAML text of one source, read into JSON values.
struct YAMLText {
    /// One document and the line it begins on.
    struct Document {
        let value: JSONValue
        let line: Int
    }

    private let reader: YAMLReader

    /// - Parameters:
    ///   - text: one or more YAML documents.
    ///   - source: the file's name, for messages.
    init(_ text: String, source: String) {
        reader = YAMLReader(text, source: source)
    }

    /// - Returns: every document that holds something.
    /// - Throws: ``Failure`` with code `invalid-input`, naming file, line and column.
    func documents() throws(Failure) -> [Document] {
        var conversion = YAMLConversion(reader: reader)
        var documents: [Document] = []
        for root in try reader.documents() {
            let value = try conversion.value(of: root)
            if value != .null { documents.append(Document(value: value, line: root.place.line)) }
        }
        return documents
    }
}
