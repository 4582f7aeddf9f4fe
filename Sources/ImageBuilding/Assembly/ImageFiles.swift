import ArchiveIO
import DockerfileModel
import FoundationEssentials
import OCIModel
import OCIRegistry
import Platforms
import Reporting

/// The files of an image, to copy from.
struct ImageFiles: CopyRoot {
    let name: String
    let tree: FileTree
    /// Where the contents are, by the identity that items have.
    let origins: [String: FileTree.Node.Origin]
    /// What is in no layer yet.
    private let drafted: DraftedFiles?
    let ignored = IgnoreRules.none
    var missingHint: String { "paths are from the image's root" }

    /// - Parameters:
    ///   - name: what it is, for messages.
    ///   - tree: its files.
    ///   - drafted: those of them that are in no layer yet.
    init(name: String, tree: FileTree, drafted: DraftedFiles? = nil) {
        self.name = name
        self.tree = tree
        self.drafted = drafted
        origins = Dictionary(
            tree.nodes.values.compactMap(\.origin).filter { $0.layer != ImageDraft.linked }.map { ($0.identity, $0) },
            uniquingKeysWith: { first, _ in first })
    }

    func item(_ path: String) throws(Failure) -> SourceItem? {
        guard let node = tree.nodes[path] else { return nil }
        let kind: SourceItem.Kind
        var identity: String?
        switch node.kind {
        case .directory: kind = .directory
        case .symbolicLink(let target): kind = .symbolicLink(target: target)
        case .file:
            if let file = drafted?.file(at: path, node) {
                return SourceItem(
                    path: path, kind: .file(path: file.path, size: file.size), mode: node.mode, owner: node.owner,
                    group: node.group, capability: file.capability, identity: file.identity)
            }
            // The content follows when it is known which files are wanted.
            kind = .file(path: "", size: 0)
            identity = node.origin?.identity
        case .other:
            throw Failure(.specialFile, "/\(path) of \(name) is a device or a named pipe, which can't be copied")
        }
        return SourceItem(
            path: path, kind: kind, mode: node.mode, owner: node.owner, group: node.group, identity: identity)
    }

    func names(in folder: String) -> [String] { tree.names(in: folder) }
}

/// COPY --from an image: its files, read straight from its layers.
struct ImageCopies {
    let dockerfile: Dockerfile
    let stores: any ImageAccess
    let listings: LayerListings
    /// Where the files' bytes go.
    let folder: String
    let progress: any ProgressReporter

    /// - Parameters:
    ///   - copies: COPYs from one image.
    ///   - location: the image.
    ///   - platform: what it shall be for.
    /// - Returns: what each of their sources gives.
    /// - Throws: ``Failure`` with code `missing-source`, `platform-missing`, …
    func sources(
        of copies: [CopyOperation], from location: ImageLocation, for platform: Platform
    ) async throws -> [CopyOperation: [CopiedSource]] {
        let image = try await BaseImage(
            stores.image(at: location), for: platform, listings: listings, progress: progress)
        return try await sources(of: copies, from: ImageFiles(name: "\(location)", tree: image.tree), on: image)
    }

    /// - Parameters:
    ///   - copies: COPYs from one stage.
    ///   - draft: what the stage was put together to.
    ///   - stage: what it is called.
    /// - Returns: what each of their sources gives.
    /// - Throws: as for an image.
    func sources(
        of copies: [CopyOperation], from draft: ImageDraft, of stage: String
    ) async throws -> [CopyOperation: [CopiedSource]] {
        let root = ImageFiles(
            name: "stage " + stage, tree: draft.tree, drafted: try DraftedFiles(draft.steps, folder: folder))
        return try await sources(of: copies, from: root, on: draft.base)
    }

    private func sources(
        of copies: [CopyOperation], from root: ImageFiles, on image: BaseImage
    ) async throws -> [CopyOperation: [CopiedSource]] {
        var result: [CopyOperation: [CopiedSource]] = [:]
        for copy in copies { result[copy] = try root.sources(of: copy, in: dockerfile) }
        let origins = Set(
            result.values.joined().flatMap(\.items).compactMap { $0.identity.flatMap { root.origins[$0] } })
        guard let store = image.store, !origins.isEmpty else { return result }
        let files = try await LayerFiles(
            layers: image.layers.map { .init($0, from: .store(store)) }, listings: listings, folder: folder,
            progress: progress
        ).extract(origins)
        return try result.mapValues { sources in
            try sources.map { try $0.filled(of: root.name, root.origins, files) }
        }
    }
}

extension FileTree.Node.Origin {
    /// The layer's number and the path, as one key.
    fileprivate var identity: String { "\(layer):\(path)" }
}

extension CopiedSource {
    /// The same with the files' contents where they were written to; those that are in no layer have theirs already.
    fileprivate func filled(
        of image: String, _ origins: [String: FileTree.Node.Origin], _ files: [FileTree.Node.Origin: LayerFiles.File]
    ) throws(Failure) -> CopiedSource {
        var items: [Item] = []
        for var item in self.items {
            if let origin = item.identity.flatMap({ origins[$0] }) {
                guard let file = files[origin] else {
                    throw Failure(.corruptArchive, "\(image): a layer lacks the content of /\(item.path)")
                }
                item.content = .file(path: file.path, size: file.size)
                item.capability = file.capability
            }
            items.append(item)
        }
        return CopiedSource(name: name, isFolder: isFolder, items: items)
    }
}
