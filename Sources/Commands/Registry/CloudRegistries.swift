import AWSClient
import FoundationEssentials
import OCIModel
import OCIRegistry
import Reporting

/// Who the user is for registries: what Docker's and containers' files and helpers say, and for ECR's registries, where
/// they say nothing (or keep a login that is over), a login by AWS's credentials. It makes ECR's repositories, too.
actor CloudRegistries: CredentialSource, RepositoryMaking {
    private let environment: [String: String]
    private let files: CredentialFiles
    private let createsRepositories: Bool
    private let now: @Sendable () -> Date
    private var session: AWSSession?
    private var logins: [ECRRegistry: Task<ECRLogin, any Error>] = [:]
    private var making: [String: Task<Void, any Error>] = [:]

    /// - Parameters:
    ///   - environment: says where the files are, and who the user is for AWS.
    ///   - createsRepositories: whether a push makes repositories that are missing.
    ///   - now: the time.
    init(
        environment: [String: String], createsRepositories: Bool = false,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.environment = environment
        self.createsRepositories = createsRepositories
        self.now = now
        files = CredentialFiles(environment: environment)
    }

    func credential(for registry: Registry, _ repository: RepositoryName) async -> CredentialLookup {
        let stored = await files.credential(for: registry, repository)
        guard let cloud = ECRRegistry(host: registry.host) else { return stored }
        if let found = stored.credential, !isOver(found) { return stored }
        do {
            let login = try await login(cloud)
            return CredentialLookup(.password(user: login.user, secret: login.secret))
        } catch {
            // Told when the registry refuses: everybody may read the public gallery.
            return CredentialLookup(nil, problem: stored.problem ?? error as? Failure)
        }
    }

    func make(_ repository: RepositoryName, in registry: Registry) async throws -> Bool {
        guard createsRepositories, let cloud = ECRRegistry(host: registry.host) else { return false }
        // Several uploads find it missing at once.
        let key = "\(registry)/\(repository)"
        if let running = making[key] {
            try await running.value
            return true
        }
        let ecr = ECR(cloud, try opened())
        let task = Task { _ = try await ecr.ensure(cloud.repositoryName(repository.description)) }
        making[key] = task
        try await task.value
        return true
    }

    nonisolated func hint(_ repository: RepositoryName, in registry: Registry) -> String? {
        guard ECRRegistry(host: registry.host) != nil else { return nil }
        return "ECR wants it made first: mixarch registry create \(registry)/\(repository), or push with "
            + "--create-repository"
    }

    /// Closes the connections to AWS.
    func close() async { await session?.close() }

    private func login(_ registry: ECRRegistry) async throws -> ECRLogin {
        if let known = logins[registry], let login = try? await known.value, login.expiration > now() + 60 {
            return login
        }
        let ecr = ECR(registry, try opened())
        let task = Task { try await ecr.login() }
        logins[registry] = task
        return try await task.value
    }

    private func opened() throws -> AWSSession {
        if let session { return session }
        let new = try AWSSession(try AWSConfiguration(environment: environment), runtime: .asking)
        session = new
        return new
    }

    /// What `docker login` keeps for ECR ends after hours, and says when.
    private func isOver(_ credential: Credential) -> Bool {
        guard case .password(_, let secret) = credential, let end = ECRLogin.end(of: secret) else { return false }
        return end <= now()
    }
}
