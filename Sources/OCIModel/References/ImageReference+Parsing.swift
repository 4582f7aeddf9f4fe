import Reporting

extension ImageReference {
    /// - Parameter text: `[host[:port]/]repository[:tag][@digest]`.
    /// - Throws: ``Failure`` with code `invalid-reference` or `invalid-digest`.
    public init(parsing text: some StringProtocol) throws(Failure) {
        let text = String(text)
        if let scheme = text.firstRange(of: "://") {
            throw Failure(
                .invalidReference, "\"\(text)\" is no image reference",
                hint: "leave \"\(text[..<scheme.upperBound])\" out")
        }
        do {
            try self.init(parts: text)
        } catch  where error.code == .invalidReference {
            throw Failure(
                .invalidReference, "\"\(text.prefix(400))\" is no image reference: \(error.message)", hint: error.hint)
        }
    }

    private init(parts text: String) throws(Failure) {
        let pieces = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        var name = pieces[0]
        var digest: Digest?
        if pieces.count == 2 { digest = try Digest(parsing: pieces[1]) }
        var tag: Tag?
        // A colon before the last slash belongs to the host's port.
        if let colon = name.lastIndex(of: ":"), !name[colon...].contains("/") {
            tag = try Tag(parsing: name[name.index(after: colon)...])
            name = name[..<colon]
        }
        let (registry, path) = try Self.split(name)
        // Docker takes 64 hexadecimal digits for an image's local identifier, which no registry knows.
        if name.utf8.count == 64, name.allSatisfy({ $0.isHexDigit && !$0.isUppercase }) {
            throw Failure(
                .invalidReference, "64 hexadecimal digits are an image's local identifier, not a name",
                hint: "name the repository: repository@sha256:\(name)")
        }
        self.init(registry: registry, repository: try RepositoryName(parsing: path), tag: tag, digest: digest)
    }

    private static func split(_ name: Substring) throws(Failure) -> (Registry, String) {
        var registry = Registry.dockerHub
        var path = name
        if let slash = name.firstIndex(of: "/"), isHost(name[..<slash]) {
            registry = try Registry(parsing: name[..<slash])
            path = name[name.index(after: slash)...]
        }
        let isOfficial = registry == .dockerHub && !path.contains("/")
        return (registry, (isOfficial ? "library/" : "") + String(path))
    }

    private static func isHost(_ text: Substring) -> Bool {
        text == "localhost" || text.contains { $0 == "." || $0 == ":" || $0.isUppercase }
    }
}
