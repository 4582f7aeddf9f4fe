import Glibc
import OCIModel
import Reporting

extension OCILayout {
    public func hasBlob(_ blob: Descriptor) async throws -> Bool {
        Folder.fileSize(path(of: blob.digest)) == blob.size
    }

    public func open(_ blob: Descriptor, from offset: Int64) async throws -> BlobStream {
        let path = path(of: blob.digest)
        guard Folder.fileSize(path) != nil else {
            throw Failure(.blobUnknown, "\(name) has no blob \(blob.digest)")
        }
        return BlobStream(offset: offset, chunks: try FileContent(path, from: offset).body)
    }

    public func file(of blob: Descriptor) -> String? {
        let path = path(of: blob.digest)
        return Folder.fileSize(path) == blob.size ? path : nil
    }

    public func mount(_ blob: Descriptor, from other: any ImageStore) async throws -> Bool {
        // Another layout's file can't be taken over unread: it may be damaged.
        false
    }

    public func upload(
        _ blob: Descriptor, from source: BlobSource, progress: any ProgressReporter
    ) async throws {
        switch source {
        case .store(let other):
            try await other.download(blob, to: path(of: blob.digest), progress: progress)
        case .bytes(let bytes):
            let file = try StagedFile(path(of: blob.digest))
            var reader = VerifiedReader(blob)
            try reader.take(bytes, from: name)
            try file.write(bytes)
            try reader.finish(from: name)
            try file.commit()
        case .file(let path):
            try copy(path, to: blob, progress: progress)
        }
    }

    private func copy(_ path: String, to blob: Descriptor, progress: any ProgressReporter) throws(Failure) {
        let content = try FileContent(path)
        let file = try StagedFile(self.path(of: blob.digest))
        var reader = VerifiedReader(blob)
        while let chunk = try content.next() {
            try reader.take(chunk, from: path)
            try file.write(chunk)
            progress.report(.advanced(id: blob.progressID, completed: reader.offset, total: blob.size))
        }
        try reader.finish(from: path)
        try file.commit()
    }
}
