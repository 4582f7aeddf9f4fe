import HTTPTransport
import OCIModel
import Reporting

/// Source: OCI distribution-spec, "Pulling manifests" and "Pushing manifests".
extension RegistryRepository {
    /// What is understood; registries convert or refuse what is not named.
    private static let accepted =
        "\(MediaType.ociIndex), \(MediaType.dockerIndex), \(MediaType.ociManifest), \(MediaType.dockerManifest)"

    public func resolve(_ reference: ManifestReference) async throws -> Descriptor {
        let request = request("HEAD", reference)
        let response = try await client.send(request, .pull(repository))
        if response.status == 404 { throw await unknown(reference, response, request) }
        // A registry that refuses HEAD, or leaves fields out, is asked for the whole manifest.
        guard response.isSuccess, let type = response.headers["Content-Type"],
            let text = response.headers["Docker-Content-Digest"], let digest = try? Digest(parsing: text),
            let size = response.headers["Content-Length"].flatMap({ Int64($0) })
        else { return try await manifest(reference).descriptor }
        return Descriptor(mediaType: MediaType(rawValue: type), digest: digest, size: size)
    }

    public func manifest(_ reference: ManifestReference) async throws -> ManifestDocument {
        let request = request("GET", reference)
        var attempt = 1
        while true {
            let response = try await client.send(request, .pull(repository))
            if response.status == 404 { throw await unknown(reference, response, request) }
            guard response.isSuccess else {
                throw await client.failure(response, to: request, "can't read \(name)\(reference.suffix)", need)
            }
            do {
                let bytes = try await response.body.collect(limit: ManifestDocument.sizeLimit)
                try verify(bytes, reference, response)
                return try ManifestDocument(
                    parsing: bytes, mediaType: response.headers["Content-Type"].map(MediaType.init),
                    source: name + reference.suffix)
            } catch let failure as Failure where failure.isBroken || (failure.code == .digestMismatch && attempt == 1) {
                // The answer had begun; what is stored wrongly stays wrong.
                guard try await retries.wait(after: .broken, attempt: attempt, isIdempotent: true) else {
                    throw failure
                }
                attempt += 1
            }
        }
    }

    public func put(_ manifest: ManifestDocument, as reference: ManifestReference) async throws {
        _ = try await store(manifest, as: reference)
    }

    /// - Returns: the registry's answer.
    func store(_ manifest: ManifestDocument, as reference: ManifestReference) async throws -> HTTPResponse {
        if case .digest(let digest) = reference, digest != manifest.digest {
            throw Failure(.bug, "a manifest with the digest \(manifest.digest) is stored as \(digest)")
        }
        var request = request("PUT", reference)
        request.headers = ["Content-Type": manifest.mediaType.rawValue]
        request.body = .bytes(manifest.bytes)
        let response = try await client.send(request, .push(repository))
        guard response.isSuccess else {
            throw await client.failure(
                response, to: request, "can't store \(name)\(reference.suffix)", .push(repository))
        }
        if let text = response.headers["Docker-Content-Digest"], text != manifest.digest.description {
            throw Failure(.digestMismatch, "\(name) stored \(text) instead of \(manifest.digest)")
        }
        return response
    }

    private var need: AccessNeed { .pull(repository) }

    private func request(_ method: String, _ reference: ManifestReference) -> HTTPRequest {
        HTTPRequest(method, url("manifests/\(reference)"), headers: ["Accept": Self.accepted])
    }

    private func verify(_ bytes: [UInt8], _ reference: ManifestReference, _ response: HTTPResponse) throws(Failure) {
        var expected: Digest?
        switch reference {
        case .digest(let digest): expected = digest
        // What the registry says about its own answer finds bytes that were changed on the way.
        case .tag: expected = response.headers["Docker-Content-Digest"].flatMap { try? Digest(parsing: $0) }
        }
        guard let expected else { return }
        let blob = Descriptor(mediaType: .ociManifest, digest: expected, size: Int64(bytes.count))
        var reader = VerifiedReader(blob)
        try reader.take(bytes, from: name)
        try reader.finish(from: name)
    }

    private func unknown(
        _ reference: ManifestReference, _ response: HTTPResponse, _ request: HTTPRequest
    ) async -> Failure {
        let failure = await client.failure(
            response, to: request, "there is no image \(name)\(reference.suffix)", need, notFound: .manifestUnknown)
        return Failure(
            failure.code, failure.message, hint: failure.hint ?? "are the name and the tag right? was it pushed?")
    }
}
