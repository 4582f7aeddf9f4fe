import ArchiveIO
import FoundationEssentials
import Glibc
import OCIModel
import OCIRegistry
import Platforms
import Reporting

/// An image's files as its containers see them, without the image around them.
struct RootFiles {
    let images: [BuiltImage]
    let listings: LayerListings
    let epoch: Int64
    /// Where files are on their way.
    let scratch: String
    let progress: any ProgressReporter

    /// - Parameter path: the tar archive; what was there is replaced when the new one is complete.
    /// - Throws: ``Failure`` when a layer can't be read or the file not be written; `CancellationError`.
    func writeArchive(to path: String) async throws {
        let staged = "\(path).\(UUID().uuidString).part"
        do {
            _ = try await LayerWriter(time: epoch, encoding: .none).write(try await entries(), to: staged)
            try FilePlacement.move(staged, to: path)
        } catch {
            FilePlacement.remove(staged)
            throw error
        }
    }

    /// - Parameter path: the folder; what is in it already stays, where the image has nothing of that name.
    /// - Throws: ``Failure`` when a layer can't be read or the folder not be written; `CancellationError`.
    func writeFolder(to path: String) async throws {
        let path = path.last == "/" ? String(path.dropLast()) : path
        let staged = "\(path).\(UUID().uuidString).part"
        do {
            try FileManager.default.createDirectory(atPath: staged, withIntermediateDirectories: true)
            let entries = try await entries()
            for entry in entries { try place(entry, in: staged) }
            // Folders last: one that nobody may write to would take nothing in.
            for entry in entries.reversed() where entry.content == .directory {
                chmod("\(staged)/\(entry.path)", mode_t(entry.mode))
            }
            try FilePlacement.merge(staged, into: path)
            FilePlacement.remove(staged)
        } catch {
            FilePlacement.remove(staged)
            throw error
        }
    }

    /// Hard links after what they name, folders before what is in them.
    private func entries() async throws -> [LayerEntry] {
        var entries: [LayerEntry] = []
        for image in images {
            // As buildx names them.
            let prefix = images.count == 1 ? "" : "\(image.platform)".replacing("/", with: "_") + "/"
            if !prefix.isEmpty { entries.append(try LayerEntry(path: prefix, content: .directory, mode: 0o755)) }
            entries += try await self.entries(of: image, prefix)
        }
        func isLink(_ entry: LayerEntry) -> Bool { if case .hardLink = entry.content { true } else { false } }
        return entries.filter { !isLink($0) } + entries.filter(isLink)
    }

    private func entries(of image: BuiltImage, _ prefix: String) async throws -> [LayerEntry] {
        var tree = FileTree()
        for (number, listing) in image.listings.enumerated() { tree.apply(listing, layer: number) }
        let sources = Dictionary(
            image.blobs.map { ($0.descriptor.digest, $0) }, uniquingKeysWith: { first, _ in first })
        let layers = image.manifest.layers.compactMap { sources[$0.digest] }
        guard layers.count == image.manifest.layers.count else {
            throw Failure(
                .outputNotWritten, "the image has layers that are not in its registry: its files can't be written")
        }
        let nodes = tree.nodes.filter { !$0.key.isEmpty }.sorted { $0.key < $1.key }
        let name = "\(image.platform)".replacing("/", with: "_")
        let files = try await LayerFiles(
            layers: layers, listings: listings, folder: "\(scratch)/\(name)", progress: progress
        ).extract(Set(nodes.compactMap(\.value.origin)))
        var entries: [LayerEntry] = []
        var first: [FileTree.Node.Origin: String] = [:]
        for (path, node) in nodes {
            let content: LayerEntry.Content
            var capability: [UInt8]?
            switch node.kind {
            case .directory: content = .directory
            case .symbolicLink(let target): content = .symbolicLink(target: target)
            case .other: continue
            case .file:
                guard let origin = node.origin, let file = files[origin] else { continue }
                if let name = first[origin] {
                    content = .hardLink(target: name)
                } else {
                    content = .file(path: file.path, size: file.size)
                    first[origin] = prefix + path
                }
                capability = file.capability
            }
            entries.append(
                try LayerEntry(
                    path: prefix + path, content: content, mode: node.mode, owner: node.owner, group: node.group,
                    capability: capability))
        }
        return entries
    }

    private func place(_ entry: LayerEntry, in folder: String) throws(Failure) {
        let path = "\(folder)/\(entry.path)"
        let isDone: Bool
        switch entry.content {
        case .directory: isDone = mkdir(path, 0o755) == 0
        case .file(let source, _): isDone = Self.move(source, to: path) && chmod(path, mode_t(entry.mode)) == 0
        case .symbolicLink(let target): isDone = symlink(target, path) == 0
        case .hardLink(let target): isDone = link("\(folder)/\(target)", path) == 0
        case .bytes: isDone = true
        }
        guard isDone else { throw FilePlacement.failure(path) }
    }

    /// The cache, where files are on their way, is on another file system than the place as often as not.
    private static func move(_ source: String, to path: String) -> Bool {
        if rename(source, path) == 0 { return true }
        guard errno == EXDEV else { return false }
        do {
            try FileManager.default.copyItem(atPath: source, toPath: path)
        } catch {
            errno = (error as? CocoaError)?.code == .fileWriteOutOfSpace ? ENOSPC : EIO
            return false
        }
        unlink(source)
        return true
    }
}
