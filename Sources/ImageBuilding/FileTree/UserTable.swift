import Reporting

/// The users and groups of an image, for `--chown` and the owner of WORKDIR.
struct UserTable {
    private let users: [String: (uid: Int, gid: Int)]
    private let groups: [String: Int]

    /// - Parameter tree: the image's files.
    init(of tree: FileTree) {
        users = Dictionary(
            Self.rows(tree.text("etc/passwd")).compactMap { row in
                guard row.count >= 4, let uid = Int(row[2]), let gid = Int(row[3]) else { return nil }
                return (row[0], (uid, gid))
            }, uniquingKeysWith: { first, _ in first })
        groups = Dictionary(
            Self.rows(tree.text("etc/group")).compactMap { row in
                guard row.count >= 3, let gid = Int(row[2]) else { return nil }
                return (row[0], gid)
            }, uniquingKeysWith: { first, _ in first })
    }

    private static func rows(_ text: String?) -> [[String]] {
        (text ?? "").split(whereSeparator: \.isNewline).map {
            $0.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        }
    }

    /// - Parameter owner: `user[:group]` or `:group`, each a name or a number. Without a group, a name has the user's own group and
    ///   a number the group of the same number, as Docker has it.
    /// - Returns: the numbers; nil when a name is unknown.
    func resolve(_ owner: String) -> (owner: Int, group: Int)? {
        let parts = owner.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let first = parts.first else { return nil }
        // A group alone leaves the user root.
        let isGroupAlone = first.isEmpty && parts.count == 2 && !parts[1].isEmpty
        guard let user = isGroupAlone ? 0 : number(first) ?? users[first]?.uid else { return nil }
        guard parts.count == 2, !parts[1].isEmpty else {
            return (user, number(first) ?? users[first]?.gid ?? user)
        }
        guard let group = number(parts[1]) ?? groups[parts[1]] else { return nil }
        return (user, group)
    }

    private func number(_ text: String) -> Int? {
        Int(text).flatMap { (0...Int(UInt32.max)).contains($0) ? $0 : nil }
    }
}
