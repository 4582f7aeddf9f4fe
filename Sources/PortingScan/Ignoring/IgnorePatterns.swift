/// The files and folders that a scan leaves out: `--exclude`, and `.mixarchignore` files with the rules of gitignore(5).
///
/// A walk asks for every folder on the way before it goes into it: what is in a folder that is left out can't be
/// brought back. In each folder it adds the folder's own file for what is below.
package struct IgnorePatterns: Sendable {
    /// The name of the files with patterns.
    package static let fileName = ".mixarchignore"

    /// The rules of one file, or of the command line.
    private struct Group: Sendable {
        /// The folder that they are for, with a slash behind it; empty at the top.
        let folder: [UInt8]
        let rules: [IgnoreRule]
    }

    /// The weakest first.
    private var groups: [Group] = []
    private let strongest: Group

    /// - Parameter exclude: the patterns of the command line, from the top of the tree; they outweigh all files.
    package init(exclude: [String] = []) {
        strongest = Group(folder: [], rules: exclude.compactMap { IgnoreRule(line: Array($0.utf8)[...]) })
    }

    /// Whether nothing is left out.
    package var isEmpty: Bool { groups.isEmpty && strongest.rules.isEmpty }

    /// - Parameters:
    ///   - bytes: the content of a folder's file with patterns.
    ///   - folder: the folder's path from the top of the tree; empty for the top itself.
    /// - Returns: the patterns for all that is in that folder.
    package func adding(_ bytes: [UInt8], in folder: String) -> IgnorePatterns {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
        let rules = text.split(separator: UInt8(ascii: "\n")).compactMap { IgnoreRule(line: $0) }
        guard !rules.isEmpty else { return self }
        var result = self
        result.groups.append(
            Group(folder: folder.isEmpty ? [] : Array(folder.utf8) + [UInt8(ascii: "/")], rules: rules))
        return result
    }

    /// Whether a file or folder is left out.
    /// - Parameters:
    ///   - path: from the top of the tree, without a slash at its ends.
    ///   - isFolder: whether it is a folder.
    package func excludes(path: String, isFolder: Bool) -> Bool {
        guard !isEmpty else { return false }
        let bytes = Array(path.utf8)
        let name = bytes[(bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...]
        for group in [strongest] + groups.reversed() where bytes.starts(with: group.folder) {
            let below = bytes.dropFirst(group.folder.count)
            // The last rule that matches decides.
            if let rule = group.rules.last(where: { $0.matches(path: below, name: name, isFolder: isFolder) }) {
                return !rule.isNegated
            }
        }
        return false
    }
}
