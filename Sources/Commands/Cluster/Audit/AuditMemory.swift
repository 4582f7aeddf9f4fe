import FoundationEssentials
import Platforms
import Rollout

/// What an audit learned of images, kept for the next one: content never changes under its digest, and whether a tag has
/// moved costs a request without an answer's body.
struct AuditMemory: Codable, Sendable {
    /// The digest that a name had.
    private var digests: [String: String] = [:]
    /// The platforms of a digest.
    private var platforms: [String: [Platform]] = [:]
    /// The names of this audit: those that are written.
    private var seen: Set<String> = []

    private enum CodingKeys: String, CodingKey { case digests, platforms }

    /// Nothing that is remembered.
    init() {}

    /// - Parameter path: the file; what is not there, or makes no sense, is nothing that is remembered.
    init(reading path: String) {
        guard let data = try? Data(contentsOf: URL(filePath: path)),
            let kept = try? JSONDecoder().decode(AuditMemory.self, from: data)
        else { return }
        self = kept
    }

    /// - Parameter name: an image's one name.
    /// - Returns: what it was.
    func content(of name: String) -> AuditedContent? { digests[name].flatMap { content(digest: $0) } }

    /// - Parameter digest: a digest.
    /// - Returns: what it is; nil when it is not known.
    func content(digest: String) -> AuditedContent? {
        platforms[digest].map { AuditedContent(digest: digest, platforms: $0) }
    }

    /// - Parameters:
    ///   - content: what an image is.
    ///   - name: its one name.
    mutating func keep(_ content: AuditedContent, of name: String) {
        digests[name] = content.digest
        platforms[content.digest] = content.platforms
        seen.insert(name)
    }

    /// Writes what this audit saw. A file that can't be written costs the next audit some requests, and nothing else.
    /// - Parameter path: the file.
    func write(to path: String) {
        var kept = self
        kept.digests = digests.filter { seen.contains($0.key) }
        let used = Set(kept.digests.values)
        kept.platforms = platforms.filter { used.contains($0.key) }
        guard let data = try? JSONEncoder().encode(kept) else { return }
        let folder = path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try? data.write(to: URL(filePath: path), options: .atomic)
    }
}
