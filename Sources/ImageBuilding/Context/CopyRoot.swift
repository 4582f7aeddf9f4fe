import DockerfileModel
import Reporting

/// A file, folder or link that COPY can take.
struct SourceItem: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case directory
        /// A file of this machine that holds its content.
        case file(path: String, size: Int64)
        case symbolicLink(target: String)
    }

    /// The path from the root; empty for the root itself.
    let path: String
    let kind: Kind
    /// The permission bits.
    let mode: UInt16
    var owner = 0
    var group = 0
    /// The bytes of the attribute `security.capability`.
    var capability: [UInt8]?
    /// The same for all names of one file.
    var identity: String?
}

/// What COPY takes files from: links in it can't lead out of it.
protocol CopyRoot {
    /// What it is, for messages.
    var name: String { get }
    /// What to do when something is missing.
    var missingHint: String { get }

    /// - Parameter path: from the root, without slashes at its ends.
    /// - Returns: what is there, a last link not followed; nil when nothing is.
    /// - Throws: ``Failure`` when it can't be looked at, or can't be in an image.
    func item(_ path: String) throws(Failure) -> SourceItem?

    /// - Parameter folder: a folder's path.
    /// - Returns: the names in it, sorted by their bytes.
    func names(in folder: String) throws(Failure) -> [String]

    /// What is left out.
    var ignored: IgnoreRules { get }
}

extension CopyRoot {
    /// What a source of COPY names, links followed.
    /// - Parameter source: a path, which may have wildcards; a leading slash means the root.
    /// - Returns: the items in the order of their names, each with the name that it was asked for by; none when
    ///   nothing matches.
    /// - Throws: ``Failure`` with code `unreadable-input`.
    func items(matching source: String) throws(Failure) -> [(name: String, item: SourceItem)] {
        let path = ImagePath.normalised(source)
        guard PathPattern.isPattern(path) else {
            return try followed(path).map { [(ImagePath.name(of: path), $0)] } ?? []
        }
        let pattern = path.split(separator: "/").map(String.init)
        // What is no folder has nothing below it that could match.
        var folders = [""]
        for component in pattern.dropLast() {
            folders = try matches(component, in: folders)
        }
        var result: [(String, SourceItem)] = []
        for path in try matches(pattern.last ?? "", in: folders) {
            if let item = try followed(path) { result.append((ImagePath.name(of: path), item)) }
        }
        return result
    }

    /// Everything below a folder that is not left out, folders before what is in them.
    /// - Throws: ``Failure`` with code `unreadable-input`.
    func items(below folder: SourceItem) throws(Failure) -> [SourceItem] {
        var result: [SourceItem] = []
        for name in try names(in: folder.path) {
            let path = ImagePath.join(folder.path, name)
            let isIgnored = ignored.ignores(path)
            if isIgnored, !ignored.hasExceptions { continue }
            guard let item = try item(path) else { continue }
            if item.kind == .directory {
                // An ignored folder comes along when something in it doesn't stay out.
                let below = try items(below: item)
                if !isIgnored || !below.isEmpty { result.append(item) }
                result += below
            } else if !isIgnored {
                result.append(item)
            }
        }
        return result
    }

    private func matches(_ component: String, in folders: [String]) throws(Failure) -> [String] {
        var result: [String] = []
        for folder in folders {
            guard PathPattern.isPattern(component) else {
                result.append(ImagePath.join(folder, component))
                continue
            }
            let pattern = try PathPattern(component, crossesFolders: false)
            guard let item = try followed(folder), item.kind == .directory else { continue }
            for name in try names(in: item.path) where pattern.matches([name]) {
                result.append(ImagePath.join(folder, name))
            }
        }
        return result
    }

    /// The item that a path leads to.
    private func followed(_ path: String) throws(Failure) -> SourceItem? {
        var waiting = path.split(separator: "/").map(String.init)[...]
        var real: [String] = []
        var links = 0
        while let component = waiting.popFirst() {
            if component == ".." {
                _ = real.popLast()
                continue
            }
            if component == "." { continue }
            let candidate = (real + [component]).joined(separator: "/")
            guard let item = try item(candidate) else { return nil }
            if case .symbolicLink(let target) = item.kind {
                links += 1
                guard links <= 40 else { return nil }
                if target.hasPrefix("/") { real = [] }
                waiting = (target.split(separator: "/").map(String.init) + waiting)[...]
            } else {
                real.append(component)
            }
        }
        guard let item = try item(real.joined(separator: "/")) else { return nil }
        guard ignored.ignores(item.path) else { return item }
        // A folder that is left out except for something in it is still a source.
        guard item.kind == .directory, ignored.hasExceptions else { return nil }
        return try items(below: item).isEmpty ? nil : item
    }
}
