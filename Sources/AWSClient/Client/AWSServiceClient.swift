import HTTPTransport
import RawJSON
import Reporting
import XML

/// One service in one region: calls in its own protocol, signed, repeated where that helps.
public struct AWSServiceClient: Sendable {
    public let service: AWSService
    private let caller: AWSCaller
    private let identity: CredentialsCache?
    private let place: @Sendable () async throws -> AWSRegion

    init(
        _ service: AWSService, _ caller: AWSCaller, as identity: CredentialsCache?,
        in place: @escaping @Sendable () async throws -> AWSRegion
    ) {
        self.service = service
        self.caller = caller
        self.identity = identity
        self.place = place
    }

    /// A call of a service with paths and JSON (EKS).
    /// - Parameters:
    ///   - operation: the call's name, for messages and missing permissions: `DescribeCluster`.
    ///   - method: GET, POST, DELETE, …
    ///   - path: the path's segments, as they are meant: `["clusters", name]`.
    ///   - query: the query's fields.
    ///   - body: what is sent; nil for nothing.
    /// - Returns: the answer.
    /// - Throws: ``Failure``; where the service refused, its `aws` says how.
    public func json(
        _ operation: String, _ method: String, _ path: [String], query: [(name: String, value: String)] = [],
        body: JSONValue? = nil
    ) async throws -> JSONValue {
        var request = SignableRequest(
            method, host: "", path: "/" + path.map { URLReference.encode($0) }.joined(separator: "/"), query: query)
        if let body {
            request.headers["Content-Type"] = "application/json"
            request.body = try body.encoded()
        }
        return try await call(operation, request).json(source: source(operation))
    }

    /// A call of a service with JSON and one address (ECR, SSM, Service Quotas).
    /// - Parameters:
    ///   - operation: the call's name.
    ///   - body: its parameters.
    /// - Returns: the answer.
    /// - Throws: ``Failure``; where the service refused, its `aws` says how.
    public func json(_ operation: String, _ body: JSONValue = [:]) async throws -> JSONValue {
        guard case .json(let prefix) = service.dialect else {
            throw Failure(.bug, "\(service.title) does not speak JSON with targets")
        }
        let request = SignableRequest(
            "POST", host: "",
            headers: ["Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "\(prefix).\(operation)"],
            body: try body.encoded())
        return try await call(operation, request).json(source: source(operation))
    }

    /// A call of a service with forms and XML (STS, IAM, EC2, Auto Scaling).
    /// - Parameters:
    ///   - operation: the call's name.
    ///   - form: its parameters.
    /// - Returns: the result's element (`…Result` where the service has one, else the whole answer).
    /// - Throws: ``Failure``; where the service refused, its `aws` says how.
    package func query(_ operation: String, _ form: QueryForm = [:]) async throws -> XMLElement {
        let request = try queryRequest(operation, form)
        return try await call(operation, request).xml(operation: operation, source: source(operation))
    }

    private func queryRequest(_ operation: String, _ form: QueryForm) throws(Failure) -> SignableRequest {
        guard case .query(let version, _) = service.dialect else {
            throw Failure(.bug, "\(service.title) does not speak with forms")
        }
        var whole: QueryForm = ["Action": operation, "Version": version]
        for field in form.fields { whole.add(field.name, field.value) }
        return SignableRequest(
            "POST", host: "",
            headers: ["Content-Type": "application/x-www-form-urlencoded; charset=utf-8"], body: whole.encoded)
    }

    private func call(_ operation: String, _ request: SignableRequest) async throws -> AWSAnswer {
        try await caller.call(service, operation, in: try await place(), request, as: identity)
    }

    private func source(_ operation: String) -> String { "\(service.title)'s \(operation)" }
}
