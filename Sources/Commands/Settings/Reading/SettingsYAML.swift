import Reporting
import YAML

/// Reads YAML of a settings file: no more than a person would write, and every problem with its place.
enum SettingsYAML {
    /// A settings file of a thousand lines has a twentieth of this.
    private static let longest = 512 << 10

    /// - Parameters:
    ///   - text: YAML.
    ///   - path: the file's path, for messages.
    /// - Returns: its one document.
    /// - Throws: ``Failure`` with code `invalid-settings`.
    static func root(of text: String, path: String) throws(Failure) -> YAMLNode {
        guard text.utf8.count <= longest else {
            throw Failure(.invalidSettings, "\(path) is longer than \(longest >> 10) KiB: that is no settings file")
        }
        let reader = YAMLReader(text, source: path, code: .invalidSettings, aliases: .refused)
        let documents = try reader.documents()
        if documents.count > 1 { throw reader.failure("a second document begins here", at: documents[1].place) }
        guard let root = documents.first, root.scalar?.text.isEmpty != true else {
            throw Failure(
                .invalidSettings, "\(path) holds no settings",
                hint: "begin with: image: NAME:TAG; `mixarch init` writes a first one")
        }
        return root
    }
}
