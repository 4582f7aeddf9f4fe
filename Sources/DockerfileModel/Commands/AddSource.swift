import Reporting

/// What a source of ADD is, variables replaced.
///
/// Source: Dockerfile reference, "ADD": a git repository is told by its protocol, or by a path that ends with `.git`.
package enum AddSource: Hashable, Sendable {
    /// A path in the build context.
    case path(String)
    /// A file to be fetched.
    case url(String)
    /// A git repository to be fetched.
    case git(GitReference)

    /// - Throws: ``Failure`` with code `invalid-dockerfile` when it is a git repository with options that make no sense.
    package init(parsing text: String) throws(Failure) {
        if let reference = try GitReference(parsing: text) {
            self = .git(reference)
        } else if text.hasPrefix("http://") || text.hasPrefix("https://") {
            self = .url(text)
        } else {
            self = .path(text)
        }
    }
}

/// A git repository, and what of it is meant: `https://host/repository.git#branch:folder`.
///
/// Source: docs.docker.com, "Build context", "URL fragments" and "URL queries".
package struct GitReference: Hashable, Sendable {
    /// Where the repository is, without fragment and query.
    package let remote: String
    /// A branch, tag or commit; nil for the default branch.
    package private(set) var reference: String?
    /// A folder of it; nil for all of it.
    package private(set) var folder: String?
    /// The commit that it has to be; nil when any will do.
    package private(set) var checksum: String?
    /// Whether to keep the `.git` folder; nil when it isn't said.
    package private(set) var keepsGitFolder: Bool?
    /// Whether to fetch submodules; nil when it isn't said.
    package private(set) var hasSubmodules: Bool?

    /// - Returns: nil when the text names no git repository.
    /// - Throws: ``Failure`` with code `invalid-dockerfile` when it does, with options that make no sense.
    package init?(parsing text: String) throws(Failure) {
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let address = parts[0].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let remote = address.first, Self.isRepository(remote) else { return nil }
        self.remote = String(remote)
        if parts.count == 2 {
            let fragment = parts[1].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            reference = fragment.first.flatMap { $0.isEmpty ? nil : String($0) }
            folder = fragment.count == 2 && !fragment[1].isEmpty ? String(fragment[1]) : nil
        }
        if address.count == 2 { try applyQuery(address[1]) }
    }

    private static func isRepository(_ remote: Substring) -> Bool {
        if let end = remote.firstRange(of: "://") {
            switch remote[..<end.lowerBound].lowercased() {
            case "git", "ssh": return true
            case "http", "https": return remote.hasSuffix(".git")
            default: return false
            }
        }
        // user@host:path, as scp takes it.
        guard let at = remote.firstIndex(of: "@"), let colon = remote[at...].firstIndex(of: ":") else { return false }
        let user = remote[..<at]
        let host = remote[remote.index(after: at)..<colon]
        func isName(_ text: Substring, _ others: String) -> Bool {
            !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || others.contains($0)) }
        }
        return isName(user, "-_") && isName(host, "-.")
    }

    private mutating func applyQuery(_ query: Substring) throws(Failure) {
        var seen: Set<Substring> = []
        for option in query.split(separator: "&") {
            let pair = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let key = pair[0]
            let value = pair.count == 2 ? String(pair[1]) : ""
            guard seen.insert(key).inserted else { throw failure("\"\(key)\" is there twice") }
            guard !value.isEmpty || key == "keep-git-dir" || key == "submodules" else {
                throw failure("\"\(key)\" has no value")
            }
            switch key {
            case "ref": try setReference(value)
            case "tag": try setReference(value.hasPrefix("refs/tags/") ? value : "refs/tags/" + value)
            case "branch": try setReference(value.hasPrefix("refs/heads/") ? value : "refs/heads/" + value)
            case "subdir":
                guard folder == nil || folder == value else { throw failure("it names two folders") }
                folder = value
            case "checksum", "commit": checksum = value
            case "keep-git-dir": keepsGitFolder = try flag(key, value)
            case "submodules": hasSubmodules = try flag(key, value)
            default: throw failure("\"\(key)\" is unknown")
            }
        }
        reference = reference ?? checksum
    }

    private mutating func setReference(_ value: String) throws(Failure) {
        guard reference == nil || reference == value else { throw failure("it names two branches or tags") }
        reference = value
    }

    private func flag(_ key: Substring, _ value: String) throws(Failure) -> Bool {
        guard let flag = value.isEmpty ? true : GoValue.boolean(value) else {
            throw failure("\"\(key)\" is neither true nor false")
        }
        return flag
    }

    private func failure(_ problem: String) -> Failure {
        Failure(
            .invalidDockerfile, "the query of the git repository \(remote) makes no sense: \(problem)",
            hint: "it may have ref, tag, branch, subdir, checksum, keep-git-dir and submodules")
    }
}
