import FoundationEssentials
import Reporting

/// The forms that a result is printed in.
public enum ResultFormat: String, Sendable, CaseIterable {
    /// For people.
    case text
    /// For programs: the documented fields.
    case json
}

extension ResultFormat {
    /// The one place that decides what a result looks like.
    /// - Parameters:
    ///   - result: what programs get.
    ///   - text: what people get.
    /// - Returns: what goes to standard output, ended by a line feed.
    /// - Throws: ``Failure`` with code `bug` when the result can't be written as JSON.
    public func render(_ result: some Encodable, text: () -> String) throws(Failure) -> String {
        switch self {
        case .text: return text()
        case .json: return try Self.json(result)
        }
    }

    /// - Parameter failure: what went wrong.
    /// - Returns: `{"error": {"code", "message", "hint"}}`, ended by a line feed.
    public static func json(error failure: Failure) -> String {
        struct Body: Encodable {
            struct Inner: Encodable { var code, message, hint: String? }
            var error: Inner
        }
        let body = Body(error: .init(code: failure.code.name, message: failure.message, hint: failure.hint))
        return (try? json(body)) ?? "{\"error\":{\"code\":\"bug\"}}\n"
    }

    private static func json(_ value: some Encodable) throws(Failure) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
        } catch {
            throw Failure(.bug, "the result can't be written as JSON", cause: error)
        }
    }
}
