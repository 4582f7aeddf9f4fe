import HTTPTransport
import OCIModel
import Reporting

/// One blob on its way into a repository. What breaks goes on where the registry says that it is, or begins anew where
/// it doesn't.
///
/// Source: OCI distribution-spec, "Pushing a blob monolithically", "Pushing a blob in chunks", "Resuming an upload".
struct BlobUpload {
    let target: RegistryRepository
    let blob: Descriptor
    private var content: BlobContent

    /// Where the registry takes the next byte.
    private struct Position {
        let location: String
        let offset: Int64
    }

    init(_ blob: Descriptor, _ content: BlobContent, to target: RegistryRepository) {
        self.target = target
        self.blob = blob
        self.content = content
    }

    /// - Throws: ``Failure`` when the content can't be read, or the registry refuses it.
    mutating func run() async throws {
        var attempt = 1
        var position = try await begin()
        while true {
            do {
                return try await send(from: position)
            } catch let failure as Failure where isWorthRepeating(failure, attempt) {
                if failure.code == .digestMismatch { content.distrust() }
                guard try await target.retries.wait(after: .broken, attempt: attempt, isIdempotent: true) else {
                    throw failure
                }
                let known = failure.isBroken ? try await self.position(after: position) : nil
                // Who makes progress may break again.
                attempt = (known?.offset ?? 0) > position.offset ? 1 : attempt + 1
                position = if let known { known } else { try await begin() }
            }
        }
    }

    private func isWorthRepeating(_ failure: Failure, _ attempt: Int) -> Bool {
        switch failure.code {
        // Bytes can be changed on the way once; a file that is another one stays so.
        case .digestMismatch: !content.isVerified
        // The sender has been patient already with what registries call temporary.
        case .registryUnavailable: attempt < 3
        default: failure.isBroken || failure.code == .uploadLost
        }
    }

    private func begin() async throws -> Position {
        var request = HTTPRequest("POST", target.url("blobs/uploads/"))
        // Asking twice opens an upload too many, which the registry forgets by itself.
        request.isIdempotent = true
        let response = try await target.client.send(request, .push(target.repository))
        guard response.isSuccess, let location = target.location(of: response) else {
            throw await target.client.failure(
                response, to: request, "can't push to \(target.name)", .push(target.repository))
        }
        return Position(location: location, offset: 0)
    }

    /// Asks how far a broken upload came.
    /// - Returns: where it goes on; nil when the registry doesn't say, or says nonsense.
    private func position(after broken: Position) async throws -> Position? {
        let request = HTTPRequest("GET", broken.location)
        let response = try await target.client.send(request, .push(target.repository))
        guard response.status == 204, let location = target.location(of: response),
            let offset = Self.end(response.headers["Range"]), offset > 0, offset < blob.size
        else { return nil }
        return Position(location: location, offset: offset)
    }

    /// `0-99`: what arrived, the last byte included; `0-0` is nothing or one byte, so nothing.
    private static func end(_ field: String?) -> Int64? {
        let parts = (field ?? "").split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0] == "0" || parts[0] == "bytes=0", let last = Int64(parts[1]), last < .max else {
            return nil
        }
        return last == 0 ? 0 : last + 1
    }

    /// The registry says what it has stored; not all of them do.
    private func check(_ response: HTTPResponse) throws(Failure) {
        guard let digest = response.headers["Docker-Content-Digest"], digest != blob.digest.description else { return }
        throw Failure(.digestMismatch, "\(target.name) stored \(digest) instead of \(blob.digest)")
    }

    private func send(from position: Position) async throws {
        let separator = position.location.contains("?") ? "&" : "?"
        var request = HTTPRequest(
            "PUT", position.location + separator + "digest=" + URLReference.encode(blob.digest.description),
            headers: ["Content-Type": "application/octet-stream"], body: content.body(from: position.offset),
            deadline: RegistryRepository.deadline(blob.size))
        if position.offset > 0 { request.headers["Content-Range"] = "\(position.offset)-\(blob.size - 1)" }
        // A broken upload is not simply sent again: the registry may hold a part of it.
        request.isIdempotent = false
        let response = try await target.client.send(request, .push(target.repository))
        if response.isSuccess { return try check(response) }
        // The registry lost the upload, or has another idea of how far it is.
        let isLost = [404, 408, 416].contains(response.status)
        let failure = await target.client.failure(
            response, to: request, "can't push \(blob.digest.short) to \(target.name)", .push(target.repository),
            notFound: .uploadLost)
        throw isLost ? Failure(.uploadLost, failure.message, hint: failure.hint) : failure
    }
}

extension Failure.Code {
    /// A registry forgot an upload; it is begun anew.
    static let uploadLost = Self("upload-lost", .remote)
}
