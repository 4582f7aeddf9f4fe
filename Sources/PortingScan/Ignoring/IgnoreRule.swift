/// One line of a file with the rules of gitignore(5).
struct IgnoreRule: Sendable {
    /// Whether it takes back what rules before it said.
    let isNegated: Bool
    private let isForFolders: Bool
    /// Whether it is about the path from the rule's folder on, and not about a name anywhere below it.
    private let isAnchored: Bool
    private let glob: PathGlob

    private static let slash = UInt8(ascii: "/")
    private static let space = UInt8(ascii: " ")

    /// - Returns: nil for an empty line, a comment, and what is no pattern.
    init?(line: ArraySlice<UInt8>) {
        var rest = Self.trimmed(line)
        guard let first = rest.first, first != UInt8(ascii: "#") else { return nil }
        isNegated = first == UInt8(ascii: "!")
        if isNegated { rest = rest.dropFirst() }
        isForFolders = rest.last == Self.slash
        if isForFolders { rest = rest.dropLast() }
        isAnchored = rest.contains(Self.slash)
        if rest.first == Self.slash { rest = rest.dropFirst() }
        guard !rest.isEmpty, let glob = PathGlob(rest) else { return nil }
        self.glob = glob
    }

    /// - Parameters:
    ///   - path: from the rule's folder on.
    ///   - name: the last part of the path.
    func matches(path: ArraySlice<UInt8>, name: ArraySlice<UInt8>, isFolder: Bool) -> Bool {
        guard isFolder || !isForFolders else { return false }
        return glob.matches(isAnchored ? path : name)
    }

    /// Without the spaces at the end, but for those behind a backslash.
    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        while rest.last == space {
            let before = rest.dropLast()
            let backslashes = before.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
            if !backslashes.isMultiple(of: 2) { break }
            rest = before
        }
        return rest
    }
}
