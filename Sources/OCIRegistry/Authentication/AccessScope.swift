import OCIModel

/// What a token allows: actions on a resource, such as `repository:library/alpine:pull`.
///
/// Source: the distribution project's "Token Scope Documentation".
public struct AccessScope: Hashable, Sendable, CustomStringConvertible {
    /// Type and name: `repository:library/alpine`.
    public let resource: String
    /// What may be done: `pull`, `push`.
    public let actions: Set<String>

    /// - Parameters:
    ///   - repository: the repository.
    ///   - actions: what shall be done there.
    public init(_ repository: RepositoryName, _ actions: Set<String>) {
        self.resource = "repository:\(repository)"
        self.actions = actions
    }

    /// - Parameter text: `type:name:action,action`; other texts are scopes of the registry's own.
    public init(parsing text: some StringProtocol) {
        let text = Substring(text)
        let colons = text.filter { $0 == ":" }.count
        guard colons >= 2, let last = text.lastIndex(of: ":") else {
            self.resource = String(text)
            self.actions = []
            return
        }
        self.resource = String(text[..<last])
        self.actions = Set(text[text.index(after: last)...].split(separator: ",").map(String.init))
    }

    /// Whether a token for this scope serves for another.
    func covers(_ other: AccessScope) -> Bool {
        resource == other.resource && actions.isSuperset(of: other.actions)
    }

    public var description: String {
        actions.isEmpty ? resource : "\(resource):\(actions.sorted().joined(separator: ","))"
    }
}
