import HTTPTransport
import OCIModel
import Reporting

/// Source: OCI distribution-spec, "Pulling blobs" and "Mounting a blob from another repository".
extension RegistryRepository {
    public func hasBlob(_ blob: Descriptor) async throws -> Bool {
        let request = HTTPRequest("HEAD", url("blobs/\(blob.digest)"))
        let response = try await client.send(request, .pull(repository))
        if response.status == 404 { return false }
        guard response.isSuccess else {
            throw await client.failure(
                response, to: request, "can't look for \(blob.digest.short) in \(name)", .pull(repository))
        }
        return true
    }

    public func open(_ blob: Descriptor, from offset: Int64) async throws -> BlobStream {
        var request = HTTPRequest("GET", url("blobs/\(blob.digest)"), deadline: Self.deadline(blob.size))
        // An empty range can't be asked for: a blob that is complete is asked for again as a whole.
        let isPartial = offset > 0 && offset < blob.size
        if isPartial { request.headers["Range"] = "bytes=\(offset)-\(blob.size - 1)" }
        let response = try await client.send(request, .pull(repository))
        guard response.isSuccess else {
            throw await client.failure(
                response, to: request, "can't read \(blob.digest.short) in \(name)", .pull(repository),
                notFound: .blobUnknown)
        }
        let begin = response.status == 206 ? Self.begin(response.headers["Content-Range"]) ?? offset : 0
        return BlobStream(offset: begin, chunks: response.body)
    }

    public func mount(_ blob: Descriptor, from other: any ImageStore) async throws -> Bool {
        guard let other = (other as? MirroredRepository)?.origin ?? other as? RegistryRepository,
            other.client.endpoint == client.endpoint
        else { return false }
        if other.repository == repository { return try await hasBlob(blob) }
        let source = URLReference.encode(other.repository.description)
        var request = HTTPRequest(
            "POST", url("blobs/uploads/?mount=\(URLReference.encode(blob.digest.description))&from=\(source)"))
        // Asking twice opens an upload too many, which the registry forgets by itself.
        request.isIdempotent = true
        let response = try await client.send(request, .mount(repository, from: other.repository))
        if response.status == 201 { return true }
        if response.status == 202 { await cancelUpload(response) }
        // A refusal to mount is no refusal to push: the caller goes on with the bytes.
        return false
    }

    /// `bytes 100-199/200`: where a partial answer begins (RFC 9110, section 14.4).
    private static func begin(_ field: String?) -> Int64? {
        guard let field, field.hasPrefix("bytes ") else { return nil }
        return Int64(field.dropFirst("bytes ".count).prefix { $0 != "-" })
    }

    /// Gives an upload up that the registry opened in place of a mount.
    private func cancelUpload(_ response: HTTPResponse) async {
        guard let location = location(of: response) else { return }
        // It goes away by itself when this fails.
        _ = try? await client.send(HTTPRequest("DELETE", location), .push(repository))
    }
}
