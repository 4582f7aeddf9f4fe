import FoundationEssentials
import HTTPTransport
import OCIModel
import Reporting
import Synchronization

/// A registry in memory behind `HTTPSender`: it stores, serves ranges, mounts, and refuses a manifest whose parts are
/// missing. A script may answer instead.
final class ScriptedRegistry: HTTPSender {
    typealias Script = @Sendable (_ request: HTTPRequest, _ number: Int) throws -> HTTPResponse?

    private struct State {
        var blobs: [String: [UInt8]] = [:]
        var manifests: [String: (type: String, bytes: [UInt8])] = [:]
        var requests: [HTTPRequest] = []
    }

    private let state = Mutex(State())
    private let script: Script

    /// - Parameter script: gets each request and its number from 1; answers it, or gives nil to let the registry.
    init(_ script: @escaping Script = { _, _ in nil }) { self.script = script }

    /// What was asked: `PUT /v2/shop/manifests/1`.
    var log: [String] {
        state.withLock { $0.requests.map { "\($0.method) \(Self.path($0.url))" } }
    }

    /// Every request, with the body that a stream gave.
    var requests: [HTTPRequest] { state.withLock { $0.requests } }

    /// The ranges that were asked for, in order.
    var ranges: [String] { state.withLock { $0.requests.compactMap { $0.headers["Range"] } } }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        var request = request
        if case .stream(let length, let open) = request.body {
            let bytes = try await open().collect(limit: Int(length))
            request.body = .bytes(bytes)
        }
        return try answer(request)
    }

    private func answer(_ request: HTTPRequest) throws -> HTTPResponse {
        let number = state.withLock { state in
            state.requests.append(request)
            return state.requests.count
        }
        return try script(request, number) ?? serve(request)
    }

    /// The same blob with other content.
    func damage(_ blob: Descriptor, in repository: String) {
        state.withLock { $0.blobs["\(repository)/\(blob.digest)"] = [UInt8](repeating: 0, count: Int(blob.size)) }
    }

    private func serve(_ request: HTTPRequest) -> HTTPResponse {
        let (path, query) = Self.split(request.url)
        let parts = path.split(separator: "/").map(String.init)
        guard parts.count >= 4, parts[0] == "v2" else { return HTTPResponse(404, for: request) }
        let uploads = parts.suffix(2).first == "uploads" || parts.last == "uploads"
        let repository = parts.dropFirst().prefix { $0 != "blobs" && $0 != "manifests" }.joined(separator: "/")
        if uploads { return upload(request, repository, query) }
        guard let name = parts.last else { return HTTPResponse(404, for: request) }
        return parts[parts.count - 2] == "blobs"
            ? blob(request, "\(repository)/\(name)") : manifest(request, repository, name)
    }

    private func upload(_ request: HTTPRequest, _ repository: String, _ query: [String: String]) -> HTTPResponse {
        switch request.method {
        case "POST":
            if let mount = query["mount"], let from = query["from"] {
                let isMounted = state.withLock { state in
                    state.blobs["\(repository)/\(mount)"] = state.blobs["\(from)/\(mount)"]
                    return state.blobs["\(from)/\(mount)"] != nil
                }
                if isMounted { return HTTPResponse(201, for: request) }
            }
            return HTTPResponse(202, ["Location": "/v2/\(repository)/blobs/uploads/1?_state=secret"], for: request)
        case "PUT":
            let bytes = Self.bytes(request.body)
            guard let digest = query["digest"], Digest(of: bytes).description == digest else {
                return HTTPResponse(400, [:], Array(#"{"errors":[{"code":"DIGEST_INVALID"}]}"#.utf8), for: request)
            }
            state.withLock { $0.blobs["\(repository)/\(digest)"] = bytes }
            return HTTPResponse(201, for: request)
        default: return HTTPResponse(204, for: request)
        }
    }

    private func blob(_ request: HTTPRequest, _ key: String) -> HTTPResponse {
        guard let bytes = state.withLock({ $0.blobs[key] }) else { return HTTPResponse(404, for: request) }
        if request.method == "HEAD" { return HTTPResponse(200, for: request) }
        guard let range = request.headers["Range"], let begin = Int(range.dropFirst(6).prefix { $0 != "-" }) else {
            return HTTPResponse(200, [:], bytes, for: request)
        }
        let field = "bytes \(begin)-\(bytes.count - 1)/\(bytes.count)"
        return HTTPResponse(206, ["Content-Range": field], Array(bytes.dropFirst(begin)), for: request)
    }

    private func manifest(_ request: HTTPRequest, _ repository: String, _ name: String) -> HTTPResponse {
        if request.method == "PUT" { return store(request, repository, name) }
        guard let found = state.withLock({ $0.manifests["\(repository)/\(name)"] }) else {
            let body = #"{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown","detail":{"Tag":"x"}}]}"#
            return HTTPResponse(404, [:], Array(body.utf8), for: request)
        }
        let headers: HTTPHeaders = [
            "Content-Type": found.type, "Docker-Content-Digest": Digest(of: found.bytes).description,
            "Content-Length": "\(found.bytes.count)",
        ]
        return HTTPResponse(200, headers, request.method == "HEAD" ? [] : found.bytes, for: request)
    }

    private func store(_ request: HTTPRequest, _ repository: String, _ name: String) -> HTTPResponse {
        let bytes = Self.bytes(request.body)
        guard let document = try? ManifestDocument(parsing: bytes, source: "PUT") else {
            return HTTPResponse(400, for: request)
        }
        let isComplete = state.withLock { state in
            switch document {
            case .image(let image):
                ([image.config] + image.layers).allSatisfy { state.blobs["\(repository)/\($0.digest)"] != nil }
            case .index(let index):
                index.manifests.allSatisfy { state.manifests["\(repository)/\($0.digest)"] != nil }
            }
        }
        guard isComplete else {
            return HTTPResponse(400, [:], Array(#"{"errors":[{"code":"MANIFEST_BLOB_UNKNOWN"}]}"#.utf8), for: request)
        }
        let entry = (type: request.headers["Content-Type"] ?? "", bytes: bytes)
        state.withLock { state in
            state.manifests["\(repository)/\(name)"] = entry
            state.manifests["\(repository)/\(document.digest)"] = entry
        }
        return HTTPResponse(201, for: request)
    }

    private static func bytes(_ body: HTTPRequest.Body) -> [UInt8] {
        switch body {
        case .none, .stream: []
        case .bytes(let bytes): bytes
        case .file(let path, _, _): (try? [UInt8](Data(contentsOf: URL(filePath: path)))) ?? []
        }
    }

    private static func path(_ url: String) -> String { split(url).path }

    private static func split(_ url: String) -> (path: String, query: [String: String]) {
        let rest = url.drop { $0 != ":" }.dropFirst(3).drop { $0 != "/" }
        let pieces = rest.split(separator: "?", maxSplits: 1)
        var query: [String: String] = [:]
        for pair in pieces.count == 2 ? pieces[1].split(separator: "&") : [] {
            let parts = pair.split(separator: "=", maxSplits: 1)
            query[String(parts[0])] = String(parts.last ?? "").replacing("%3A", with: ":").replacing("%2F", with: "/")
        }
        return (String(pieces.first ?? ""), query)
    }
}
