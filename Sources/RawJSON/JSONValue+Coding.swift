import FoundationEssentials
import Reporting

extension JSONValue: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // A wrong guess costs a thrown error: what documents are full of is guessed first.
        if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([String: JSONValue].self) {
            self = .object(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else {
            self = .number(try container.decode(Double.self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}

extension JSONValue {
    /// - Parameters:
    ///   - bytes: JSON text in UTF-8.
    ///   - source: what is being read, for the message.
    /// - Throws: ``Failure`` with code `invalid-input` when the bytes are no JSON.
    public init(parsing bytes: some Collection<UInt8>, source: String) throws(Failure) {
        do {
            // Bytes that are no array become one.
            let known = bytes.withContiguousStorageIfAvailable { Self.read($0) }
            self = try (known ?? Array(bytes).withUnsafeBufferPointer { Self.read($0) }).get()
        } catch {
            throw Failure(.invalidInput, "\(source) is not valid JSON (at byte \(error.offset + 1))")
        }
    }

    /// The standard library's functions do not say which errors come through.
    private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<JSONValue, JSONReader.Mistake> {
        Result { () throws(JSONReader.Mistake) in try JSONReader.read(bytes) }
    }

    /// JSON text in UTF-8 with sorted keys: equal values give equal bytes.
    /// - Parameter pretty: whether to indent for people.
    /// - Throws: ``Failure`` with code `bug` when a number can't be written (NaN, infinity).
    public func encoded(pretty: Bool = false) throws(Failure) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
        do {
            return [UInt8](try encoder.encode(self))
        } catch {
            throw Failure(.bug, "a value can't be written as JSON", cause: error)
        }
    }

    /// Any encodable value as JSON.
    /// - Throws: ``Failure`` with code `bug` when it can't be encoded.
    public init(encoding value: some Encodable) throws(Failure) {
        do {
            self = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(value))
        } catch {
            throw Failure(.bug, "a \(type(of: value)) can't be written as JSON", cause: error)
        }
    }
}
