import ArchiveIO
import DockerfileModel
import Reporting

/// What one source of a COPY gives: a file or a link, or a folder's content.
struct CopiedSource: Hashable, Sendable {
    /// Something that is copied.
    struct Item: Hashable, Sendable {
        /// Where it is within the source; empty when it is the source itself.
        let path: String
        var content: LayerEntry.Content
        let mode: UInt16
        var owner = 0
        var group = 0
        var capability: [UInt8]?
        /// Items of one source that have the same are hard links to each other; nil for no such.
        var identity: String?
        /// Whether it is a folder that is only there for what is below it: one that exists stays as it is.
        var isOnTheWay = false
    }

    /// The source's own name, which a file keeps in a folder.
    let name: String
    /// Whether the items are a folder's content.
    let isFolder: Bool
    /// Folders before what is in them.
    let items: [Item]

    /// - Parameter patterns: what `--exclude` names: paths within the source, or the name of a source that is a file.
    /// - Returns: what is left of the source; nil when that is nothing of a file.
    /// - Throws: ``Failure`` with code `invalid-pattern`.
    func leavingOut(_ patterns: [String]) throws(Failure) -> CopiedSource? {
        guard !patterns.isEmpty else { return self }
        let rules = try IgnoreRules(parsing: patterns.joined(separator: "\n"), name: "--exclude")
        guard isFolder else { return rules.ignores(name) ? nil : self }
        var kept: [Item] = []
        // From the last to the first: folders come along when something in them is kept.
        var needed: Set<String> = []
        for item in items.reversed() where !rules.ignores(item.path) || needed.contains(item.path) {
            kept.append(item)
            needed.insert(ImagePath.parent(of: item.path))
        }
        return CopiedSource(name: name, isFolder: true, items: kept.reversed())
    }
}

extension CopyRoot {
    /// - Parameters:
    ///   - copy: COPY or ADD.
    ///   - dockerfile: where it stands.
    /// - Returns: what each of its sources gives; nothing for wildcards that match nothing, and for URLs.
    /// - Throws: ``Failure`` with code `missing-source` when a source is not there.
    func sources(of copy: CopyOperation, in dockerfile: Dockerfile) throws(Failure) -> [CopiedSource] {
        var result: [CopiedSource] = []
        for source in copy.sources {
            switch source {
            case .inline(let name, let content):
                let item = CopiedSource.Item(path: "", content: .bytes(Array(content.utf8)), mode: 0o644)
                result.append(CopiedSource(name: name, isFolder: false, items: [item]))
            case .path(let path) where copy.isAdd && RemoteSource(path) != nil: continue
            case .path(let path):
                let found = copy.keepsParents ? try withParents(path) : try plain(path)
                guard !found.isEmpty || PathPattern.isPattern(path) else {
                    throw Failure(
                        .missingSource, "\(dockerfile.name):\(copy.position): there is no \"\(path)\" in \(name)",
                        hint: missingHint)
                }
                result += found
            }
        }
        var kept: [CopiedSource] = []
        for source in result {
            if let rest = try source.leavingOut(copy.excludes) { kept.append(rest) }
        }
        return kept
    }

    private func plain(_ path: String) throws(Failure) -> [CopiedSource] {
        var result: [CopiedSource] = []
        for (name, item) in try items(matching: path) { result.append(try copied(item, name: name)) }
        return result
    }

    private func copied(_ item: SourceItem, name: String) throws(Failure) -> CopiedSource {
        guard item.kind == .directory else {
            return CopiedSource(name: name, isFolder: false, items: [item.copied(as: "")])
        }
        return CopiedSource(name: name, isFolder: true, items: relative(try items(below: item), to: item))
    }

    private func relative(_ items: [SourceItem], to folder: SourceItem) -> [CopiedSource.Item] {
        let prefix = folder.path.isEmpty ? 0 : folder.path.count + 1
        return items.map { $0.copied(as: String($0.path.dropFirst(prefix))) }
    }

    /// `--parents`: everything that matches keeps its path, from the `/./` on where there is one.
    private func withParents(_ path: String) throws(Failure) -> [CopiedSource] {
        let pivot = path.firstRange(of: "/./")
        let start = pivot.map { String(path[..<$0.lowerBound]) } ?? ""
        let pattern = ImagePath.normalised(pivot.map { path[$0.upperBound...] } ?? path[...])
        let rules = try IgnoreRules(parsing: pattern, name: "--parents")
        var result: [CopiedSource] = []
        for (name, folder) in try items(matching: start) where folder.kind == .directory {
            var kept: [CopiedSource.Item] = []
            var needed: Set<String> = []
            for item in relative(try items(below: folder), to: folder).reversed() {
                let matches = pattern.isEmpty || rules.ignores(item.path)
                guard matches || needed.contains(item.path) else { continue }
                var item = item
                item.isOnTheWay = !matches
                kept.append(item)
                needed.insert(ImagePath.parent(of: item.path))
            }
            if !kept.isEmpty { result.append(CopiedSource(name: name, isFolder: true, items: kept.reversed())) }
        }
        return result
    }
}

extension SourceItem {
    fileprivate func copied(as path: String) -> CopiedSource.Item {
        let content: LayerEntry.Content =
            switch kind {
            case .directory: .directory
            case .file(let file, let size): .file(path: file, size: size)
            case .symbolicLink(let target): .symbolicLink(target: target)
            }
        return CopiedSource.Item(
            path: path, content: content, mode: mode, owner: owner, group: group, capability: capability,
            identity: identity)
    }
}

extension Failure.Code {
    /// What COPY names is not there.
    public static let missingSource = Self("missing-source", .input)
}
