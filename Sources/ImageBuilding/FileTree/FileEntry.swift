/// One entry of a layer: its header, and what is known of its content.
struct FileEntry: Hashable, Sendable {
    /// What an entry is.
    enum Kind: Hashable, Sendable {
        case directory
        case file(FileFacts)
        /// The target as written.
        case symbolicLink(String)
        /// The path of the entry that it is another name of.
        case hardLink(String)
        case other
    }

    /// The path in the image, without slashes at its ends.
    let path: String
    let kind: Kind
    /// The permission bits.
    let mode: UInt16
    let owner: Int
    let group: Int
}

/// Paths in an image: components joined by slashes, none at the ends; empty for the root.
enum ImagePath {
    /// - Returns: the path without empty, `.` and `..` components; `..` never leads above the root.
    static func normalised(_ path: some StringProtocol) -> String {
        var components: [Substring] = []
        for component in Substring(path).split(separator: "/") {
            switch component {
            case ".": break
            case "..": _ = components.popLast()
            default: components.append(component)
            }
        }
        return components.joined(separator: "/")
    }

    static func parent(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    static func name(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }

    static func join(_ folder: String, _ name: String) -> String {
        folder.isEmpty ? name : name.isEmpty ? folder : folder + "/" + name
    }
}
