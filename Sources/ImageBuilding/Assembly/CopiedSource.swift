import ArchiveIO
import DockerfileModel
import Reporting

/// What one source of a COPY gives: a file or a link, or a folder's content.
struct CopiedSource: Hashable, Sendable {
    /// Something that is copied.
    struct Item: Hashable, Sendable {
        /// Where it is within the source; empty when it is the source itself.
        let path: String
        let content: LayerEntry.Content
        let mode: UInt16
        var owner = 0
        var group = 0
    }

    /// The source's own name, which a file keeps in a folder.
    let name: String
    /// Whether the items are a folder's content.
    let isFolder: Bool
    /// Folders before what is in them.
    let items: [Item]
}

extension BuildContext {
    /// - Parameters:
    ///   - copy: COPY or ADD from the context.
    ///   - dockerfile: where it stands.
    /// - Returns: what each of its sources gives.
    /// - Throws: ``Failure`` with code `missing-source` when a source is not there.
    func sources(of copy: CopyOperation, in dockerfile: Dockerfile) throws(Failure) -> [CopiedSource] {
        var result: [CopiedSource] = []
        for source in copy.sources {
            switch source {
            case .inline(let name, let content):
                let item = CopiedSource.Item(path: "", content: .bytes(Array(content.utf8)), mode: 0o644)
                result.append(CopiedSource(name: name, isFolder: false, items: [item]))
            case .path(let path):
                let found = try items(matching: path)
                guard !found.isEmpty else {
                    throw Failure(
                        .missingSource, "\(dockerfile.name):\(copy.position): there is no \"\(path)\" in \(folder)",
                        hint: ignoreFile.map { "is it there, and not left out by \($0)?" }
                            ?? "paths are relative to the build context")
                }
                for (name, item) in found { result.append(try copied(item, name: name)) }
            }
        }
        return result
    }

    private func copied(_ item: Item, name: String) throws(Failure) -> CopiedSource {
        guard item.kind == .directory else {
            return CopiedSource(name: name, isFolder: false, items: [copied(item, as: "")])
        }
        let prefix = item.path.isEmpty ? 0 : item.path.count + 1
        let items = try items(below: item).map { copied($0, as: String($0.path.dropFirst(prefix))) }
        return CopiedSource(name: name, isFolder: true, items: items)
    }

    private func copied(_ item: Item, as path: String) -> CopiedSource.Item {
        let content: LayerEntry.Content =
            switch item.kind {
            case .directory: .directory
            case .file(let size): .file(path: location(of: item), size: size)
            case .symbolicLink(let target): .symbolicLink(target: target)
            }
        return CopiedSource.Item(path: path, content: content, mode: item.mode)
    }
}

extension Failure.Code {
    /// What COPY names is not there.
    public static let missingSource = Self("missing-source", .input)
}
