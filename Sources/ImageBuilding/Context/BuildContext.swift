import DockerfileModel
import Glibc
import Reporting

/// The folder that COPY takes files from.
public struct BuildContext: Sendable {
    /// The folder's path.
    public let folder: String
    /// The file with the rules of what is left out; nil when there is none.
    public let ignoreFile: String?
    private let ignored: IgnoreRules

    /// A file, folder or link of the context.
    struct Item: Hashable, Sendable {
        enum Kind: Hashable, Sendable {
            case directory
            case file(size: Int64)
            case symbolicLink(target: String)
        }

        /// The path within the context; empty for the context itself.
        let path: String
        let kind: Kind
        /// The permission bits.
        let mode: UInt16
    }

    /// - Parameters:
    ///   - folder: the folder.
    ///   - dockerfile: the Dockerfile's path: a `.dockerignore` of its own beside it goes before the context's.
    /// - Throws: ``Failure`` with code `unreadable-input` when there is no such folder.
    public init(folder: String, dockerfile: String? = nil) throws(Failure) {
        let status = Self.status(folder, followsLinks: true)
        guard let status, status.st_mode & S_IFMT == S_IFDIR else {
            throw Failure(
                .unreadableInput, "the build context \(folder) is no folder", hint: "name a folder that exists")
        }
        self.folder = folder
        let candidates = (dockerfile.map { [$0 + ".dockerignore"] } ?? []) + [folder + "/.dockerignore"]
        ignoreFile = candidates.first { Self.status($0, followsLinks: true) != nil }
        ignored =
            try ignoreFile.map { path throws(Failure) in try IgnoreRules(parsing: try TextFile.read(path), name: path) }
            ?? .none
    }

    /// - Parameter item: a file of this context.
    /// - Returns: where it is on this machine.
    func location(of item: Item) -> String { item.path.isEmpty ? folder : folder + "/" + item.path }

    /// What a source of COPY names, links followed within the context.
    /// - Parameter source: a path, which may have wildcards; a leading slash means the context.
    /// - Returns: the items in the order of their names, each with the name that it was asked for by; none when
    ///   nothing matches.
    /// - Throws: ``Failure`` with code `unreadable-input`.
    func items(matching source: String) throws(Failure) -> [(name: String, item: Item)] {
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
        var result: [(String, Item)] = []
        for path in try matches(pattern.last ?? "", in: folders) {
            if let item = try followed(path) { result.append((ImagePath.name(of: path), item)) }
        }
        return result
    }

    /// Everything below a folder that is not left out, folders before what is in them.
    /// - Throws: ``Failure`` with code `unreadable-input`.
    func items(below folder: Item) throws(Failure) -> [Item] {
        var result: [Item] = []
        for name in try Self.names(in: location(of: folder)) {
            let path = ImagePath.join(folder.path, name)
            guard let item = try item(path) else { continue }
            let isIgnored = ignored.ignores(path)
            if item.kind == .directory {
                // An ignored folder comes along when something in it doesn't stay out.
                let below = isIgnored && !ignored.hasExceptions ? [] : try items(below: item)
                if !isIgnored || !below.isEmpty { result.append(item) }
                result += below
            } else if !isIgnored {
                result.append(item)
            }
        }
        return result
    }

    // MARK: Looking

    private func matches(_ component: String, in folders: [String]) throws(Failure) -> [String] {
        var result: [String] = []
        for folder in folders {
            guard PathPattern.isPattern(component) else {
                result.append(ImagePath.join(folder, component))
                continue
            }
            let pattern = try PathPattern(component, crossesFolders: false)
            guard let item = try followed(folder), item.kind == .directory else { continue }
            for name in try Self.names(in: location(of: item)) where pattern.matches([name]) {
                result.append(ImagePath.join(folder, name))
            }
        }
        return result
    }

    /// The item that a path leads to. The context is the root: links can't lead out of it.
    private func followed(_ path: String) throws(Failure) -> Item? {
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

    /// - Returns: what is at a path; nil when nothing is, or something that can't be in an image.
    private func item(_ path: String) throws(Failure) -> Item? {
        let place = path.isEmpty ? folder : folder + "/" + path
        guard let status = Self.status(place, followsLinks: path.isEmpty) else { return nil }
        let mode = UInt16(status.st_mode & 0o7777)
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return Item(path: path, kind: .directory, mode: mode)
        case S_IFREG: return Item(path: path, kind: .file(size: Int64(status.st_size)), mode: mode)
        case S_IFLNK:
            return Item(path: path, kind: .symbolicLink(target: try Self.target(of: place)), mode: mode)
        default: return nil
        }
    }

    private static func status(_ path: String, followsLinks: Bool) -> stat? {
        var result = stat()
        let found = followsLinks ? stat(path, &result) : lstat(path, &result)
        return found == 0 ? result : nil
    }

    private static func target(of link: String) throws(Failure) -> String {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(link, &buffer, buffer.count)
        guard count > 0 else { throw failure(link) }
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func names(in folder: String) throws(Failure) -> [String] {
        guard let stream = opendir(folder) else { throw failure(folder) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
                String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func failure(_ path: String) -> Failure {
        Failure(.unreadableInput, "can't read \(path): \(String(cString: strerror(errno)))")
    }
}
