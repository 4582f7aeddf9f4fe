import RawJSON

/// Why the API server refused (API: meta/v1 Status).
public struct APIStatus: Error, Hashable, Sendable {
    /// The HTTP status.
    public let code: Int
    /// A word for programs, such as `NotFound`, `Conflict`, `Invalid`, `Forbidden`; empty when there is none.
    public let reason: String
    /// The server's own sentence.
    public let message: String
    /// Field by field, where the server says so.
    public let causes: [Cause]

    /// One field's problem.
    public struct Cause: Hashable, Sendable {
        /// A word for programs, such as `FieldValueInvalid`, `FieldManagerConflict`.
        public let reason: String
        public let message: String
        /// The field's path, such as `spec.replicas`.
        public let field: String
    }

    /// - Parameters:
    ///   - httpStatus: the answer's status.
    ///   - body: a Status object, or anything else that a proxy in between may say.
    public init(httpStatus: Int, body: [UInt8]) {
        let json = try? JSONValue(parsing: body, source: "status")
        self.init(json: json?["kind"]?.string == "Status" ? json : nil, httpStatus: httpStatus, body: body)
    }

    /// - Parameter json: a Status object, as in an ERROR event of a watch.
    init(_ json: JSONValue) {
        self.init(json: json, httpStatus: 500, body: [])
    }

    private init(json: JSONValue?, httpStatus: Int, body: [UInt8]) {
        code = json?["code"]?.integer ?? httpStatus
        reason = json?["reason"]?.string ?? ""
        let text = String(decoding: body.prefix(300), as: UTF8.self).split(whereSeparator: \.isNewline).first
        message = json?["message"]?.string ?? text.map { String($0) } ?? "HTTP status \(httpStatus)"
        causes = (json?[path: "details", "causes"]?.array ?? []).map { cause in
            Cause(
                reason: cause["reason"]?.string ?? "", message: cause["message"]?.string ?? "",
                field: cause["field"]?.string ?? "")
        }
    }
}
