import RawJSON
import Reporting
import Yams

/// YAML text of one source, read into JSON values.
struct YAMLText {
    /// One document and the line it begins on.
    struct Document {
        let value: JSONValue
        let line: Int
    }

    private let text: String
    private let source: String

    /// - Parameters:
    ///   - text: one or more YAML documents.
    ///   - source: the file's name, for messages.
    init(_ text: String, source: String) {
        self.text = text
        self.source = source
    }

    /// - Returns: every document that holds something.
    /// - Throws: ``Failure`` with code `invalid-input`, naming file, line and column.
    func documents() throws(Failure) -> [Document] {
        if let position = YAMLKeys.firstComposedKey(in: text) {
            throw failure(
                "a key must be plain text here", line: position.line, column: position.column)
        }
        do {
            // The resolver stays out of it: typing is this target's own, see YAMLScalar.
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            var documents: [Document] = []
            var conversion = YAMLConversion(source: source)
            while let root = try parser.nextRoot() {
                let value = try conversion.value(of: root)
                if value != .null { documents.append(Document(value: value, line: root.mark?.line ?? 1)) }
            }
            return documents
        } catch let error as YamlError {
            throw failure(for: error)
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(.invalidInput, "\(source) is not valid YAML", cause: error)
        }
    }

    private func failure(for error: YamlError) -> Failure {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            failure(problem, line: mark.line, column: mark.column)
        case .reader(let problem, let offset, _, _):
            failure(problem, line: line(at: offset ?? 0), column: nil)
        case .duplicatedKeysInMapping(let keys, let context):
            failure(
                "the key \"\(keys.first ?? "")\" is there twice", line: context.mark.line, column: context.mark.column)
        default:
            Failure(.invalidInput, "\(source) is not valid YAML", cause: error)
        }
    }

    private func failure(_ problem: String, line: Int, column: Int?) -> Failure {
        let place = [source, String(line)] + (column.map { [String($0)] } ?? [])
        let isTab = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(line - 1).first?
            .prefix { $0.isWhitespace }.contains("\t")
        return Failure(
            .invalidInput, "\(place.joined(separator: ":")): \(problem)",
            hint: isTab == true ? "YAML is indented with spaces, never with tabs" : nil)
    }

    private func line(at offset: Int) -> Int {
        text.prefix(offset).reduce(1) { $1.isNewline ? $0 + 1 : $0 }
    }
}
