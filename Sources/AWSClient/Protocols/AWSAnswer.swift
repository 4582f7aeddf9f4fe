import HTTPTransport
import RawJSON
import Reporting
import XML

/// A service's answer, whole.
package struct AWSAnswer: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: [UInt8]

    /// - Parameters:
    ///   - status: the status code.
    ///   - headers: the header fields.
    ///   - body: the whole body.
    package init(status: Int, headers: HTTPHeaders, body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    var isSuccess: Bool { (200..<300).contains(status) }

    /// - Parameter source: what is read, for the message.
    func json(source: String) throws(Failure) -> JSONValue {
        if body.isEmpty { return [:] }
        return try JSONValue(parsing: body, source: "the answer of \(source)")
    }

    /// The result of a Query call.
    func xml(operation: String, source: String) throws(Failure) -> XMLElement {
        do {
            let root = try XMLElement.parse(body)
            return root.child(operation + "Result") ?? root
        } catch {
            throw Failure(.remoteRefused, "the answer of \(source) is not valid XML", cause: error)
        }
    }

    /// The refusal in this answer.
    package func problem(_ service: AWSService, _ operation: String) -> AWSProblem {
        let parts: (code: String?, message: String?, requestID: String?)
        switch service.dialect {
        case .query: parts = xmlProblem()
        case .json, .restJSON: parts = jsonProblem()
        }
        // `prefix#Code:address`
        let code = (headers["x-amzn-ErrorType"] ?? parts.code ?? "").prefix { $0 != ":" }
        return AWSProblem(
            service: service.title, operation: operation,
            code: String(code.split(separator: "#").last ?? code),
            message: Self.line(parts.message ?? ""),
            requestID: parts.requestID ?? headers["x-amzn-RequestId"] ?? headers["x-amz-request-id"], status: status)
    }

    private func jsonProblem() -> (String?, String?, String?) {
        guard let json = try? JSONValue(parsing: body, source: "") else { return (nil, nil, nil) }
        let message = json["message"] ?? json["Message"] ?? json["errorMessage"]
        return ((json["__type"] ?? json["code"] ?? json["Code"])?.string, message?.string, nil)
    }

    private func xmlProblem() -> (String?, String?, String?) {
        guard let root = try? XMLElement.parse(body) else { return (nil, nil, nil) }
        let error = root.descendants("Error").first ?? root
        let id = root.value("RequestId") ?? root.value("RequestID") ?? error.value("RequestId")
        return (error.value("Code"), error.value("Message"), id)
    }

    /// Somebody else's text in a message of ours: one line, bounded, without control characters.
    private static func line(_ text: String) -> String {
        let flat = text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) }
        return String(String(flat).prefix(600))
    }
}
