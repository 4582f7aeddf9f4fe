/// A path that a file says from its own folder, as one from the top of the tree.
enum RelativePath {
    /// - Returns: nil when it leaves the tree.
    static func resolve(_ path: String, from file: String) -> String? {
        var parts = file.split(separator: "/").dropLast().map { String($0) }
        for part in path.split(separator: "/") where part != "." {
            if part != ".." {
                parts.append(String(part))
            } else if parts.popLast() == nil {
                return nil
            }
        }
        return parts.joined(separator: "/")
    }
}
