import OCIModel
import Reporting

/// Who the user is for a registry. Its description never shows the secret.
public enum Credential: Hashable, Sendable, CustomStringConvertible {
    /// A name and a password or access token.
    case password(user: String, secret: String)
    /// A token that is exchanged for access tokens (OAuth 2's refresh token).
    case identityToken(String)

    public var description: String {
        switch self {
        case .password(let user, _): "the password of \(user)"
        case .identityToken: "an identity token"
        }
    }
}

/// What was found out about a registry's credentials.
public struct CredentialLookup: Sendable {
    /// Who the user is; nil for nobody.
    public let credential: Credential?
    /// Why there may be a credential that could not be read; told when the registry refuses.
    public let problem: Failure?

    /// - Parameters:
    ///   - credential: who the user is; nil for nobody.
    ///   - problem: why there may be a credential that could not be read.
    public init(_ credential: Credential?, problem: Failure? = nil) {
        self.credential = credential
        self.problem = problem
    }
}

/// Knows who the user is for a registry: files and helpers, or a cloud's login.
public protocol CredentialSource: Sendable {
    /// - Parameters:
    ///   - registry: the registry.
    ///   - repository: the repository there, for files that tell them apart.
    /// - Returns: what is known; asked only after a registry wanted to know.
    func credential(for registry: Registry, _ repository: RepositoryName) async -> CredentialLookup
}

/// Knows nobody.
public struct NoCredentials: CredentialSource {
    public init() {}
    public func credential(for registry: Registry, _ repository: RepositoryName) async -> CredentialLookup {
        CredentialLookup(nil)
    }
}
