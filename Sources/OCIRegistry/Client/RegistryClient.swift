import HTTPTransport
import OCIModel
import Reporting

/// One registry, by the OCI distribution protocol: addresses, authorization and refusals in one place.
public final class RegistryClient: Sendable {
    /// The registry.
    public let registry: Registry
    /// Scheme and host of its API.
    let endpoint: String
    let settings: RegistrySettings
    /// How its certificate is judged; nil where there is none.
    let tls: TLSOptions?
    let sender: any HTTPSender
    private let authorizer: Authorizer

    /// - Parameters:
    ///   - registry: the registry.
    ///   - sender: what requests go through.
    ///   - settings: which registries are spoken to without TLS, and who the user is.
    ///   - isPlain: whether it is spoken to without TLS; nil for what the settings say.
    /// - Throws: ``Failure`` when its certificates can't be read.
    public init(
        _ registry: Registry, sender: any HTTPSender, settings: RegistrySettings, isPlain: Bool? = nil
    ) throws(Failure) {
        self.registry = registry
        self.sender = sender
        self.settings = settings
        self.endpoint = settings.endpoint(of: registry, isPlain: isPlain)
        self.tls = endpoint.hasPrefix("https://") ? try settings.certificates.tls(for: registry) : nil
        self.authorizer = Authorizer(
            registry, sender: sender, source: settings.credentials, tls: tls, now: { ContinuousClock.now })
    }

    /// - Parameter name: a repository's name.
    /// - Returns: the repository, as a store.
    public func repository(_ name: RepositoryName) -> RegistryRepository {
        RegistryRepository(client: self, repository: name)
    }

    /// Sends a request with the authorization that it needs; after a challenge, once more; and once more when the
    /// repository that it pushes to was missing and could be made.
    /// - Returns: the answer, whatever its status.
    func send(_ request: HTTPRequest, _ need: AccessNeed) async throws -> HTTPResponse {
        let response = try await sendAuthorized(request, need)
        guard response.status == 404, need.isPush, ["POST", "PUT", "PATCH"].contains(request.method),
            let repositories = settings.repositories
        else { return response }
        let body = try await response.body.prefix(upTo: 64 << 10)
        let problem = RegistryProblem(request: request, status: response.status, body: body)
        if problem.codes.contains("NAME_UNKNOWN"), try await repositories.make(need.repository, in: registry) {
            return try await sendAuthorized(request, need)
        }
        return HTTPResponse(
            status: response.status, headers: response.headers, body: HTTPResponseBody(bytes: body), url: response.url)
    }

    private func sendAuthorized(_ request: HTTPRequest, _ need: AccessNeed) async throws -> HTTPResponse {
        // An upload's location may be elsewhere: the token is for the registry alone.
        guard URLReference.haveSameOrigin(request.url, endpoint) else { return try await deliver(request) }
        var message = request
        message.headers["Authorization"] = try await authorizer.authorization(for: need)
        var mayBeOld = true
        while true {
            let response = try await deliver(message)
            guard response.status == 401, mayBeOld else { return response }
            let challenges = response.headers.values(of: "WWW-Authenticate").flatMap(Challenge.parse)
            guard
                let other = try await authorizer.authorization(
                    after: challenges, for: need, rejected: message.headers["Authorization"])
            else { return response }
            // The rest of a short answer is read, so that its connection can be used again.
            _ = try? await response.body.prefix(upTo: 4096)
            message.headers["Authorization"] = other.value
            // Each token that is rejected is forgotten: this ends with a new one.
            mayBeOld = other.wasKept
        }
    }

    func deliver(_ request: HTTPRequest) async throws -> HTTPResponse {
        var request = request
        request.tls = tls
        request.silence = settings.silence
        do {
            return try await sender.send(request)
        } catch let failure as Failure {
            guard let hint = hint(for: failure.code) else { throw failure }
            throw Failure(failure.code, failure.message, hint: hint, cause: failure)
        }
    }

    /// What to do about a connection that is refused for what it is.
    private func hint(for code: Failure.Code) -> String? {
        let folder = "\(CertificateFolders.system)/\(registry)"
        return switch code {
        case .tlsNotSpoken:
            "if \(registry) is meant to be reached without encryption: --insecure-registry \(registry)"
        case .untrustedCertificate:
            "name the file of its authority's certificate with --ca-file, or put it into \(folder)/ca.crt"
        case .certificateRequired:
            "put your certificate and its key into \(folder)/client.cert and \(folder)/client.key"
        default: nil
        }
    }

    /// - Parameters:
    ///   - response: a refusal.
    ///   - request: what was asked.
    ///   - what: what could not be done, with the place.
    ///   - need: what the request needed.
    ///   - notFound: the code of a 404.
    /// - Returns: the failure to throw.
    func failure(
        _ response: HTTPResponse, to request: HTTPRequest, _ what: String, _ need: AccessNeed,
        notFound: Failure.Code = .remoteRefused
    ) async -> Failure {
        // The refusal is known already; its words are welcome, not needed.
        let body = (try? await response.body.prefix(upTo: 64 << 10)) ?? []
        let problem = RegistryProblem(request: request, status: response.status, body: body)
        switch response.status {
        case 401, 403:
            let trouble = await authorizer.problem(need.repository)
            return problem.failure(what, hint: trouble.map(\.description) ?? RegistryProblem.loginHint(registry))
        case 404 where problem.codes.contains("NAME_UNKNOWN"):
            let hint = settings.repositories?.hint(need.repository, in: registry)
            return problem.failure(
                what, .repositoryUnknown,
                hint: hint ?? "is the repository's name right? some registries want it made first")
        case 404: return problem.failure(what, notFound)
        default: return problem.failure(what)
        }
    }
}
