/// Which files of an image's layers can be seen. The layers come from the top down, because what is above hides
/// what is below (OCI image-spec, layer.md).
struct LayerOverlay {
    /// Files and folders that layers above have; a folder hides nothing.
    private var files: Set<String> = []
    /// Paths below which nothing of a lower layer is seen.
    private var hidden: Set<String> = []
    private var newFiles: [String] = []
    private var newHidden: [String] = []

    private static let whiteout = ".wh."
    private static let opaque = ".wh..wh..opq"

    /// Takes an entry of the current layer into account.
    /// - Parameters:
    ///   - path: normalised.
    ///   - isFolder: whether it is a folder.
    /// - Returns: whether it is a file or a link that can be seen.
    mutating func sees(_ path: String, isFolder: Bool) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        let folder = String(path.folder)
        if name == Self.opaque {
            newHidden.append(folder)
            return false
        }
        if name.hasPrefix(Self.whiteout) {
            let removed = String(name.dropFirst(Self.whiteout.count))
            let target = folder.isEmpty ? removed : folder + "/" + removed
            newFiles.append(target)
            newHidden.append(target)
            return false
        }
        guard !isFolder else { return false }
        // A file in the place of a folder hides what was in it.
        newFiles.append(path)
        newHidden.append(path)
        return !files.contains(path) && !isHidden(path)
    }

    /// Goes down to the next layer.
    mutating func endLayer() {
        files.formUnion(newFiles)
        hidden.formUnion(newHidden)
        newFiles = []
        newHidden = []
    }

    private func isHidden(_ path: String) -> Bool {
        if hidden.isEmpty { return false }
        var folder = path.folder
        while true {
            if hidden.contains(String(folder)) { return true }
            guard !folder.isEmpty else { return false }
            folder = folder.lastIndex(of: "/").map { folder[..<$0] } ?? ""
        }
    }

    /// A layer's path without what means nothing, and within the image.
    static func normalised(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}
