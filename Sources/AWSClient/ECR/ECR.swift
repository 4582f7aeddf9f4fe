import FoundationEssentials
import RawJSON
import Reporting

/// The calls to one registry of ECR's, its own or the gallery.
public struct ECR: Sendable {
    /// The registry; nil for the session's own.
    private let registry: ECRRegistry?
    private let client: AWSServiceClient

    /// - Parameters:
    ///   - registry: the registry; region and partition follow from its host. Nil for the account's own in the session's
    ///     region.
    ///   - session: who asks.
    public init(_ registry: ECRRegistry?, _ session: AWSSession) {
        self.registry = registry
        client =
            switch registry {
            case .own(_, let region, let isFIPS): session.client(isFIPS ? .ecrFIPS : .ecr, in: region)
            case .gallery: session.client(.ecrPublic)
            case nil: session.client(.ecr)
            }
    }

    /// - Returns: a login for the registry.
    /// - Throws: ``Failure`` when AWS refuses.
    public func login() async throws -> ECRLogin {
        let data = try await client.json("GetAuthorizationToken")["authorizationData"]
        return try ECRLogin(data?.array?.first ?? data)
    }

    /// - Parameter name: a repository's name.
    /// - Returns: the repository; nil when there is none.
    /// - Throws: ``Failure`` when AWS refuses.
    public func repository(_ name: String) async throws -> ECRRepository? {
        var body: JSONValue = ["repositoryNames": .array([.string(name)])]
        body["registryId"] = account
        do {
            return try await client.json("DescribeRepositories", body)["repositories"]?.array?.first
                .map(ECRRepository.init)
        } catch let failure as Failure where failure.aws?.code == "RepositoryNotFoundException" {
            return nil
        }
    }

    /// Makes a repository, unless it is there.
    /// - Parameters:
    ///   - name: its name.
    ///   - settings: what a new one is like; one that is there is not changed.
    /// - Returns: the repository, and whether it is new.
    /// - Throws: ``Failure`` when AWS refuses.
    public func ensure(
        _ name: String, _ settings: ECRRepositorySettings = ECRRepositorySettings()
    ) async throws -> (repository: ECRRepository, isNew: Bool) {
        if let found = try await repository(name) { return (found, false) }
        var body: JSONValue = ["repositoryName": .string(name)]
        if registry != .gallery {
            body["registryId"] = account
            if settings.hasImmutableTags { body["imageTagMutability"] = "IMMUTABLE" }
            if settings.scansOnPush { body["imageScanningConfiguration"] = ["scanOnPush": true] }
        }
        do {
            return (ECRRepository(try await client.json("CreateRepository", body)["repository"] ?? [:]), true)
        } catch let failure as Failure where failure.aws?.code == "RepositoryAlreadyExistsException" {
            // Somebody else was quicker, or the first attempt's answer was lost.
            guard let found = try await repository(name) else { throw failure }
            return (found, false)
        }
    }

    private var account: JSONValue? {
        if case .own(let account, _, _) = registry { .string(account) } else { nil }
    }
}
