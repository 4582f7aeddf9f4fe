import Crypto
import FoundationEssentials
import HTTPTransport

/// Signs requests with AWS Signature Version 4.
///
/// Source: AWS IAM User Guide, "AWS Signature Version 4 for API requests"; where the text leaves something open, what
/// botocore does.
package struct SignatureV4: Sendable {
    static let algorithm = "AWS4-HMAC-SHA256"

    let credentials: AWSCredentials
    let region: String
    let service: String
    let time: Date

    /// - Parameters:
    ///   - credentials: whose signature it is.
    ///   - region: the region that it is good in.
    ///   - service: the service's name in signatures.
    ///   - time: now, as the server has it.
    package init(credentials: AWSCredentials, region: String, service: String, time: Date) {
        self.credentials = credentials
        self.region = region
        self.service = service
        self.time = time
    }

    /// What proxies and this client's own transport may change.
    private static let unsigned: Set<String> = ["expect", "transfer-encoding", "user-agent", "x-amzn-trace-id"]

    /// - Parameter request: a request; an authorization that it has already is replaced.
    /// - Returns: the request with its date, its session token and its signature as header fields.
    package func signed(_ request: SignableRequest) -> SignableRequest {
        var request = request
        request.headers["Authorization"] = nil
        request.headers["X-Amz-Date"] = timestamp
        request.headers["X-Amz-Security-Token"] = credentials.sessionToken
        let (canonical, names) = canonical(request, Self.hash(request.body))
        request.headers["Authorization"] =
            "\(Self.algorithm) Credential=\(credentials.accessKeyID)/\(scope), SignedHeaders=\(names), "
            + "Signature=\(signature(of: canonical))"
        return request
    }

    /// - Parameters:
    ///   - request: a request without a body.
    ///   - seconds: how long it is good.
    /// - Returns: the request with its signature in the query: whoever has its URL can send it.
    package func presigned(_ request: SignableRequest, expiringAfter seconds: Int) -> SignableRequest {
        var request = request
        let (_, names) = canonical(request, "")
        request.query += [
            ("X-Amz-Algorithm", Self.algorithm), ("X-Amz-Credential", "\(credentials.accessKeyID)/\(scope)"),
            ("X-Amz-Date", timestamp), ("X-Amz-Expires", "\(seconds)"), ("X-Amz-SignedHeaders", names),
        ]
        if let token = credentials.sessionToken { request.query.append(("X-Amz-Security-Token", token)) }
        let (canonical, _) = canonical(request, Self.hash([]))
        request.query.append(("X-Amz-Signature", signature(of: canonical)))
        return request
    }

    private var date: String { String(timestamp.prefix(8)) }

    private var timestamp: String { AWSTime.basic(time) }

    private var scope: String { "\(date)/\(region)/\(service)/aws4_request" }

    private func signature(of canonical: String) -> String {
        let text = [Self.algorithm, timestamp, scope, Self.hash(Array(canonical.utf8))].joined(separator: "\n")
        let key = [date, region, service, "aws4_request"].reduce(Array("AWS4\(credentials.secret)".utf8), Self.keyed)
        return Self.hex(Self.keyed(key, text))
    }

    /// The request as both sides write it down, and the names of the fields in it.
    private func canonical(_ request: SignableRequest, _ bodyHash: String) -> (text: String, names: String) {
        var fields: [String: [String]] = [:]
        for (name, value) in request.headers.fields {
            let name = name.lowercased()
            if Self.unsigned.contains(name) { continue }
            fields[name, default: []].append(value.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        }
        if fields["host"] == nil { fields["host"] = [request.host] }
        let names = fields.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let query = SignableRequest.encoded(request.query).sorted { left, right in
            left.name == right.name
                ? left.value.utf8.lexicographicallyPrecedes(right.value.utf8)
                : left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
        }
        let signedNames = names.joined(separator: ";")
        var lines = [
            request.method.uppercased(),
            // The path is encoded once more than it is sent (all services but S3).
            URLReference.encode(Self.withoutDots(request.path), keepingSlashes: true),
            query.map { "\($0.name)=\($0.value)" }.joined(separator: "&"),
        ]
        lines += names.map { "\($0):\((fields[$0] ?? []).joined(separator: ","))" }
        lines += ["", signedNames, request.headers["X-Amz-Content-SHA256"] ?? bodyHash]
        return (lines.joined(separator: "\n"), signedNames)
    }

    /// RFC 3986, section 5.2.4, and no empty segments.
    private static func withoutDots(_ path: String) -> String {
        var result: [Substring] = []
        for segment in path.split(separator: "/") where segment != "." {
            if segment == ".." { _ = result.popLast() } else { result.append(segment) }
        }
        return "/" + result.joined(separator: "/") + (path.hasSuffix("/") && !result.isEmpty ? "/" : "")
    }

    static func hash(_ bytes: [UInt8]) -> String { hex(Array(SHA256.hash(data: bytes))) }

    private static func keyed(_ key: [UInt8], _ text: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: key)))
    }

    static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
