import ArchiveIO
import FoundationEssentials
import OCIModel
import OCIRegistry
import Reporting

/// Files that are written out of layers, each layer read once.
struct LayerFiles {
    /// A file that was written.
    struct File {
        let path: String
        let size: Int64
        let capability: [UInt8]?
    }

    /// The layers, the lowest first, and where they are.
    let layers: [ImageContents.Blob]
    let listings: LayerListings
    /// Where the files go.
    let folder: String
    let progress: any ProgressReporter

    /// - Parameter origins: the entries that are wanted.
    /// - Returns: the files of those that are files.
    /// - Throws: ``Failure`` when a layer can't be fetched or read; `CancellationError`.
    func extract(_ origins: Set<FileTree.Node.Origin>) async throws -> [FileTree.Node.Origin: File] {
        var files: [FileTree.Node.Origin: File] = [:]
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for number in Set(origins.map(\.layer)).sorted() where layers.indices.contains(number) {
            let place = try await file(of: layers[number])
            var count = 0
            try ArchiveReader.read(.file(place), formats: .tar, limits: LayerListing.limits) { entry, content in
                try Task.checkCancellation()
                let origin = FileTree.Node.Origin(layer: number, path: ImagePath.normalised(entry.path))
                guard entry.kind == .file, origins.contains(origin) else { return .next }
                let path = "\(folder)/\(number)-\(count)"
                count += 1
                let size = try ExtractedFile.write(content, to: path)
                // Of entries with the same path the last one counts.
                files[origin] = File(path: path, size: size, capability: entry.capability)
                return .next
            }
        }
        return files
    }

    private func file(of layer: ImageContents.Blob) async throws -> String {
        switch layer.source {
        case .file(let path): return path
        case .store(let store):
            if let path = store.file(of: layer.descriptor) { return path }
            return try await listings.file(of: layer.descriptor, from: store, progress: progress)
        case .bytes: throw Failure(.bug, "a layer is kept in memory")
        }
    }
}
