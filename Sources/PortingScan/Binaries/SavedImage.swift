import ScanModel

/// Container images that were saved into a file of the tree.
enum SavedImage {
    /// Whether a member's path is one that only saved images have: `blobs/sha256/…`, or `…/layer.tar` of old.
    static func isPart(_ path: String) -> Bool {
        // Asked of every member of every archive: hardly any path ends so.
        guard path.utf8.suffix(9).elementsEqual("layer.tar".utf8) || isDigest(path.utf8.suffix(64)) else {
            return false
        }
        let parts = path.split(separator: "/")
        guard parts.count > 1, let last = parts.last else { return false }
        if last == "layer.tar" { return isDigest(parts[parts.count - 2].utf8) }
        return isDigest(last.utf8) && parts[parts.count - 2] == "sha256"
    }

    static func gap(_ path: String) -> NotJudged {
        NotJudged(what: path, why: "holds a container image: scan it by itself, as docker-archive:\(path)")
    }

    private static func isDigest(_ text: Substring.UTF8View) -> Bool {
        text.count == 64 && text.allSatisfy { Character(UnicodeScalar($0)).isHexDigit }
    }
}
