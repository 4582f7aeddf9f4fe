import HTTPTransport
import OCIModel
import Reporting

extension RegistryRepository {
    public func upload(
        _ blob: Descriptor, from source: BlobSource, progress: any ProgressReporter
    ) async throws {
        if case .file(let path) = source { try Self.check(path, blob) }
        let content = BlobContent(blob: blob, source: source, progress: progress, retries: retries)
        var upload = BlobUpload(blob, content, to: self)
        try await upload.run()
        progress.report(.advanced(id: blob.progressID, completed: blob.size, total: blob.size))
    }

    private static func check(_ path: String, _ blob: Descriptor) throws(Failure) {
        guard Folder.fileSize(path) == blob.size else {
            throw Failure(.unreadableInput, "\(path) is not the file of \(blob.size) bytes that it was")
        }
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
