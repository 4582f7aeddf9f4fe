import ArchiveIO
import BinaryInspection
import FoundationEssentials
import Reporting

/// Reads the tar archive that an engine exported.
struct ExportReader {
    let export: StageExport
    /// Where the files' bytes go.
    let folder: String

    private static let limits = ArchiveLimits(bytes: 256 << 30, entries: 5_000_000, depth: 1, ratio: 2000)

    /// What was read.
    struct Result {
        var files: [CopyOperation: [CopiedSource]] = [:]
        /// The programs in them, by copy.
        var programs: [CopyOperation: [FoundProgram]] = [:]
    }

    /// - Parameter path: the archive.
    /// - Throws: ``Failure`` when it can't be read, or the files can't be written.
    func read(_ path: String) throws -> Result {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var items: [String: CopiedSource.Item] = [:]
        var programs: [String: [FoundProgram]] = [:]
        var count = 0
        try ArchiveReader.read(.file(path), formats: .tar, limits: Self.limits) { entry, content in
            try Task.checkCancellation()
            let name = ImagePath.normalised(entry.path)
            let body: LayerEntry.Content
            var identity: String?
            var capability = entry.capability
            switch entry.kind {
            case .directory: body = .directory
            case .symbolicLink(let target): body = .symbolicLink(target: target)
            case .hardLink(let target):
                guard let first = items[ImagePath.normalised(target)] else { return .next }
                (body, identity, capability) = (first.content, first.identity, first.capability)
            case .other: return .next
            case .file:
                let start = try content.prefix(BinaryImage.prefixLength)
                let place = "\(folder)/\(count)"
                count += 1
                body = .file(path: place, size: try ExtractedFile.write(content, to: place))
                identity = place
                if export.isChecked { programs[name] = try FoundProgram.all(in: place, named: name, start: start) }
            }
            items[name] = CopiedSource.Item(
                path: name, content: body, mode: UInt16(entry.mode & 0o7777), owner: Int(entry.uid),
                group: Int(entry.gid), capability: capability, identity: identity)
            return .next
        }
        var result = Result()
        for (number, copy) in export.copies.enumerated() {
            let prefix = "\(number)/x"
            result.files[copy] = sources(of: copy, number: number, in: items)
            result.programs[copy] = programs.filter { $0.key == prefix || $0.key.hasPrefix(prefix + "/") }
                .sorted { $0.key < $1.key }.flatMap(\.value)
        }
        return result
    }

    private func sources(
        of copy: CopyOperation, number: Int, in items: [String: CopiedSource.Item]
    ) -> [CopiedSource] {
        let root = "\(number)/x"
        if let item = items[root], item.content != .directory {
            let name =
                copy.needsNames
                ? names(below: "\(number)/n/", in: items).first : copy.paths.first.map(ImagePath.name(of:))
            return [CopiedSource(name: name ?? "", isFolder: false, items: [item.renamed("")])]
        }
        let below = names(below: root + "/", in: items).compactMap { name in
            items["\(root)/\(name)"].map { $0.renamed(name) }
        }
        return [CopiedSource(name: "", isFolder: true, items: below)]
    }

    private func names(below prefix: String, in items: [String: CopiedSource.Item]) -> [String] {
        items.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }.sorted()
    }
}

extension CopiedSource.Item {
    fileprivate func renamed(_ path: String) -> Self {
        Self(
            path: path, content: content, mode: mode, owner: owner, group: group, capability: capability,
            identity: identity)
    }
}
