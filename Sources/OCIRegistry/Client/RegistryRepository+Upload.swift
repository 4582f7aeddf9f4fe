import FoundationEssentials
import HTTPTransport
import OCIModel
import Reporting

/// Source: OCI distribution-spec, "Pushing a blob monolithically", "POST then PUT".
extension RegistryRepository {
    public func upload(
        _ blob: Descriptor, from source: BlobSource, progress: any ProgressReporter
    ) async throws {
        switch source {
        case .bytes(let bytes): try await upload(blob, .bytes(bytes))
        case .file(let path): try await upload(blob, file: path)
        case .store(let other):
            if let path = other.file(of: blob) { return try await upload(blob, file: path) }
            let path = "\(client.settings.scratchFolder)/mixarch-\(blob.digest.hex)-\(UUID().uuidString)"
            defer { try? FileManager.default.removeItem(atPath: path) }
            try await other.download(blob, to: path, progress: progress)
            try await upload(blob, file: path)
        }
        progress.report(.advanced(id: blob.progressID, completed: blob.size, total: blob.size))
    }

    private func upload(_ blob: Descriptor, file path: String) async throws {
        guard let size = Folder.fileSize(path), size == blob.size else {
            throw Failure(.unreadableInput, "\(path) is not the file of \(blob.size) bytes that it was")
        }
        try await upload(blob, .file(path: path, offset: 0, length: size))
    }

    /// An upload that breaks is begun anew: what arrived of it is not known.
    private func upload(_ blob: Descriptor, _ body: HTTPRequest.Body) async throws {
        var attempt = 1
        while true {
            do {
                return try await uploadOnce(blob, body)
            } catch let failure as Failure where Self.isWorthRepeating(failure, attempt) {
                guard
                    let delay = client.settings.retries.delay(
                        after: .broken, attempt: attempt, isIdempotent: true, random: .random(in: 0...1))
                else { throw failure }
                attempt += 1
                try await Task.sleep(for: delay)
            }
        }
    }

    private static func isWorthRepeating(_ failure: Failure, _ attempt: Int) -> Bool {
        // Bytes can be changed on the way once; a file that is another one stays so.
        failure.isTransient || failure.code == .uploadLost || (failure.code == .digestMismatch && attempt == 1)
    }

    private func uploadOnce(_ blob: Descriptor, _ body: HTTPRequest.Body) async throws {
        var start = HTTPRequest("POST", url("blobs/uploads/"))
        // Asking twice opens an upload too many, which the registry forgets by itself.
        start.isIdempotent = true
        let opened = try await client.send(start, .push(repository))
        guard opened.isSuccess, let location = location(of: opened) else {
            throw await client.failure(opened, to: start, "can't push to \(name)", .push(repository))
        }
        let separator = location.contains("?") ? "&" : "?"
        var put = HTTPRequest(
            "PUT", location + separator + "digest=" + URLReference.encode(blob.digest.description),
            headers: ["Content-Type": "application/octet-stream"], body: body,
            deadline: Self.deadline(blob.size))
        put.isIdempotent = false
        let response = try await client.send(put, .push(repository))
        guard !response.isSuccess else { return }
        // 404 and 416: the registry lost the upload, or has another idea of how far it is.
        let isLost = [404, 408, 416].contains(response.status)
        let failure = await client.failure(
            response, to: put, "can't push \(blob.digest.short) to \(name)", .push(repository), notFound: .uploadLost)
        throw isLost ? Failure(.uploadLost, failure.message, hint: failure.hint) : failure
    }

    /// Where an upload goes on.
    func location(of response: HTTPResponse) -> String? {
        guard let text = response.headers["Location"],
            let location = URLReference.resolve(text, against: response.url)
        else { return nil }
        // Registries behind a proxy that ends TLS may take themselves for unencrypted.
        let plain = "http://" + client.endpoint.dropFirst("https://".count)
        if client.endpoint.hasPrefix("https://"), URLReference.origin(of: location) == plain {
            return client.endpoint + location.dropFirst(plain.count)
        }
        return location
    }

    /// How long a blob may take: a line that carries less than 64 KiB a second is taken for dead.
    static func deadline(_ size: Int64) -> Duration { .seconds(300 + size >> 16) }
}

extension Failure.Code {
    /// A registry forgot an upload; it is begun anew.
    static let uploadLost = Self("upload-lost", .remote)
}
