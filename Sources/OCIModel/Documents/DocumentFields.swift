import RawJSON
import Reporting

/// The fields of a JSON object from somewhere else; a missing or odd one gives a failure that names document and field.
struct DocumentFields {
    let json: JSONValue
    let source: String

    init(_ json: JSONValue, source: String) throws(Failure) {
        guard json.object != nil else {
            throw Failure(.invalidDocument, "\(source) is no JSON object")
        }
        self.json = json
        self.source = source
    }

    /// - Parameters:
    ///   - bytes: the document.
    ///   - limit: the most bytes that such a document may have.
    ///   - source: what is being read, for messages.
    init(parsing bytes: [UInt8], limit: Int, source: String) throws(Failure) {
        guard bytes.count <= limit else {
            throw Failure(.invalidDocument, "\(source) has \(bytes.count) bytes; at most \(limit) are allowed")
        }
        do {
            try self.init(try JSONValue(parsing: bytes, source: source), source: source)
        } catch {
            throw Failure(.invalidDocument, error.message, hint: error.hint, cause: error)
        }
    }

    func string(_ key: String) throws(Failure) -> String {
        guard let value = json[key]?.string else { throw odd(key, "a text") }
        return value
    }

    func optionalString(_ key: String) throws(Failure) -> String? {
        guard let value = present(key) else { return nil }
        guard let text = value.string else { throw odd(key, "a text") }
        return text
    }

    func array(_ key: String) throws(Failure) -> [JSONValue] {
        guard let value = json[key]?.array else { throw odd(key, "a list") }
        return value
    }

    func digest(_ key: String) throws(Failure) -> Digest {
        do {
            return try Digest(parsing: try string(key))
        } catch  where error.code == .invalidDigest {
            throw Failure(.invalidDocument, "\(source): \(error.message)", cause: error)
        }
    }

    func size(_ key: String) throws(Failure) -> Int64 {
        guard let value = json[key]?.integer, value >= 0 else { throw odd(key, "a size in bytes") }
        return Int64(value)
    }

    func descriptors(_ key: String) throws(Failure) -> [Descriptor] {
        var descriptors: [Descriptor] = []
        for (index, value) in try array(key).enumerated() {
            descriptors.append(try Descriptor(json: value, source: "\(source): \(key)[\(index)]"))
        }
        return descriptors
    }

    /// A field's value; an explicit null counts as absent, as Go's decoder has it.
    func present(_ key: String) -> JSONValue? {
        guard let value = json[key], value != .null else { return nil }
        return value
    }

    func odd(_ key: String, _ expected: String) -> Failure {
        let found = json[key] == nil ? "is missing" : "is not \(expected)"
        return Failure(.invalidDocument, "\(source): the field \"\(key)\" \(found)")
    }
}

extension Failure.Code {
    /// A manifest, index or configuration makes no sense.
    public static let invalidDocument = Self("invalid-manifest", .input)
    /// A manifest is of a kind that mixarch does not read.
    public static let unsupportedManifest = Self("unsupported-manifest", .input)
}
