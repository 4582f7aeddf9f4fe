import Glibc
import Reporting
import ScanModel

/// The regular files below a path, in the order of their names' bytes.
struct FileTree: Sendable {
    private(set) var files: [FoundFile] = []
    /// Folders that can't be read.
    private(set) var gaps: [NotJudged] = []
    /// What is left alone on purpose.
    private(set) var omissions: [NotJudged] = []
    /// How many files and folders the patterns leave out.
    private(set) var excluded = 0
    /// The folder that their paths leave out.
    private(set) var wrapper: Wrapper?

    /// History is not what is shipped.
    private static let skippedFolders: Set<String> = [".git", ".hg", ".svn", ".bzr", ".jj", "_darcs", "CVS"]

    private let root: [CChar]

    /// - Parameters:
    ///   - path: a folder or a file.
    ///   - excluding: the patterns of the command line; those of `.mixarchignore` files come to them.
    /// - Throws: ``Failure`` with code `unreadable-input` when there is no such file or folder, or it can't be read.
    init(at path: String, excluding: IgnorePatterns = IgnorePatterns()) throws(Failure) {
        guard let resolved = realpath(path, nil) else { throw Self.unreadable(path) }
        defer { free(resolved) }
        root = Array(UnsafeBufferPointer(start: resolved, count: strlen(resolved) + 1))
        var status = stat()
        guard stat(root, &status) == 0 else { throw Self.unreadable(path) }
        switch status.st_mode & S_IFMT {
        case S_IFREG:
            guard access(root, R_OK) == 0 else { throw Self.unreadable(path) }
            let name = path.split(separator: "/").last.map { String($0) } ?? path
            files = [FoundFile(location: root, path: name)]
        case S_IFDIR:
            guard access(root, R_OK | X_OK) == 0 else { throw Self.unreadable(path) }
            walk(excluding)
        default:
            throw Failure(.unreadableInput, "\(path) is neither a file nor a folder")
        }
    }

    /// Leaves the folder out of the paths that holds everything, where there is such a folder.
    mutating func unwrap() {
        wrapper = Wrapper(around: files)
        if let wrapper { files = files.map(wrapper.unwrapped) }
    }

    /// Adds the files of another tree, which are not this project's.
    /// - Parameter prefix: what their paths begin with.
    mutating func add(_ other: FileTree, below prefix: String) {
        files += other.files.map { FoundFile(location: $0.location, path: prefix + "/" + $0.path, isCached: true) }
        gaps += other.gaps.map { NotJudged(what: prefix + "/" + $0.what, why: $0.why) }
    }

    mutating func add(gap: NotJudged) { gaps.append(gap) }

    private static func unreadable(_ path: String) -> Failure {
        Failure(.unreadableInput, "\(path) can't be read: \(String(cString: strerror(errno)))")
    }

    /// Goes down without recursion: a tree may be deeper than a stack.
    private mutating func walk(_ patterns: IgnorePatterns) {
        var folders = [(location: root, path: "", patterns: patterns)]
        // Where the path for people begins in the one for the system.
        let top = root.count
        while let folder = folders.popLast() {
            guard let entries = Self.entries(of: folder.location) else {
                gaps.append(NotJudged(what: folder.path, why: "can't be read: \(String(cString: strerror(errno)))"))
                continue
            }
            var below: [(location: [CChar], path: String, patterns: IgnorePatterns)] = []
            let base = Array(folder.location.dropLast()) + [CChar(bitPattern: UInt8(ascii: "/"))]
            let patterns = folder.patterns.adding(Self.patterns(in: base, entries), in: folder.path)
            for entry in entries {
                let location = Self.joined(base, entry.name)
                let path = location.withUnsafeBytes { String(decoding: $0[top..<(location.count - 1)], as: UTF8.self) }
                let isFolder = entry.kind == Int(DT_DIR)
                guard !patterns.excludes(path: path, isFolder: isFolder) else {
                    excluded += 1
                    continue
                }
                if visit(location, path: path, kind: entry.kind), !Self.isSkipped(entry.name) {
                    below.append((location, path, patterns))
                }
            }
            folders += below.reversed()
        }
    }

    /// A folder's path with a slash, a name, and the zero behind it.
    private static func joined(_ folder: [CChar], _ name: [CChar]) -> [CChar] {
        var location: [CChar] = []
        location.reserveCapacity(folder.count + name.count + 1)
        location += folder
        location += name
        location.append(0)
        return location
    }

    private static func isSkipped(_ name: [CChar]) -> Bool {
        skippedFolders.contains(name.withUnsafeBytes { String(decoding: $0, as: UTF8.self) })
    }

    /// The content of a folder's own file with patterns.
    private static func patterns(in folder: [CChar], _ entries: [(name: [CChar], kind: Int)]) -> [UInt8] {
        let name = IgnorePatterns.fileName.utf8.map { CChar(bitPattern: $0) }
        guard entries.contains(where: { $0.name == name }) else { return [] }
        let file = FoundFile(location: joined(folder, name), path: IgnorePatterns.fileName)
        guard let open = try? OpenFile(file) else { return [] }
        let buffer = ReadBuffer()
        try? open.read(into: buffer, limit: 1 << 20)
        return Array(buffer.bytes)
    }

    /// - Parameter kind: the file type, as far as the folder tells it.
    /// - Returns: whether it is a folder to go into.
    private mutating func visit(_ location: [CChar], path: String, kind: Int) -> Bool {
        switch kind {
        case Int(DT_DIR): return true
        case Int(DT_REG): files.append(FoundFile(location: location, path: path))
        case Int(DT_LNK):
            // What a link within the tree leads to is visited by its own name.
            guard leadsOut(location) else { return false }
            omissions.append(NotJudged(what: path, why: "a symbolic link that leads out of the tree"))
        case Int(DT_UNKNOWN):
            var status = stat()
            guard lstat(location, &status) == 0 else {
                gaps.append(NotJudged(what: path, why: "can't be read: \(String(cString: strerror(errno)))"))
                return false
            }
            // The types of `readdir` are those of `stat`, shifted (glibc's IFTODT); 0 would be unknown again.
            return visit(location, path: path, kind: max(1, Int((status.st_mode & S_IFMT) >> 12)))
        default: omissions.append(NotJudged(what: path, why: "a device, a FIFO or a socket"))
        }
        return false
    }

    /// Whether a link leads to something that exists outside of the tree.
    private func leadsOut(_ location: [CChar]) -> Bool {
        guard let target = realpath(location, nil) else { return false }
        defer { free(target) }
        let bytes = UnsafeBufferPointer(start: target, count: strlen(target))
        let base = root.dropLast()
        guard bytes.starts(with: base) else { return true }
        return bytes.count > base.count && base != [CChar(bitPattern: UInt8(ascii: "/"))]
            && bytes[base.count] != CChar(bitPattern: UInt8(ascii: "/"))
    }

    /// The folder's entries by their names' bytes, each with its type; nil when the folder can't be read.
    private static func entries(of folder: [CChar]) -> [(name: [CChar], kind: Int)]? {
        guard let stream = opendir(folder) else { return nil }
        defer { closedir(stream) }
        var entries: [(name: [CChar], kind: Int)] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                Array(bytes.bindMemory(to: CChar.self).prefix { $0 != 0 })
            }
            if name != [46], name != [46, 46] { entries.append((name, Int(entry.pointee.d_type))) }
        }
        return entries.sorted { precedes($0.name, $1.name) }
    }

    /// Whether a name comes before another by its bytes: every entry of a tree is compared with some others.
    private static func precedes(_ left: [CChar], _ right: [CChar]) -> Bool {
        left.withUnsafeBytes { left in
            right.withUnsafeBytes { right in
                guard let first = left.baseAddress, let second = right.baseAddress else {
                    return left.count < right.count
                }
                let order = memcmp(first, second, min(left.count, right.count))
                return order == 0 ? left.count < right.count : order < 0
            }
        }
    }
}
