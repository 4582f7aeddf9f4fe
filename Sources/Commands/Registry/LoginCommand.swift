import AWSClient
import ArgumentParser
import Console
import FoundationEssentials
import OCIModel
import OCIRegistry
import Reporting

struct LoginCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "login",
        abstract: "Keep a login for a registry, after the registry has accepted it.",
        discussion: """
            It is kept where docker keeps it: in the credential store that Docker's config.json names, else in that file \
            (DOCKER_CONFIG, ~/.docker), readable for you alone. A registry of ECR's (ACCOUNT.dkr.ecr.REGION.amazonaws.com, \
            public.ecr.aws) asks for no password: the login is made with your AWS credentials, and ends after 12 hours. \
            mixarch itself needs none there; docker and other tools do.

            Examples:
              mixarch registry login ghcr.io -u octocat
              mixarch registry login 111122223333.dkr.ecr.us-west-2.amazonaws.com
            """)

    @Argument(help: "The registry's host, such as ghcr.io; without it Docker Hub.")
    var host: String = "docker.io"

    @Option(name: .shortAndLong, help: ArgumentHelp("The user's name.", valueName: "name"))
    var username: String?

    @Flag(help: "Read the password from standard input; without it, it is asked for on the terminal.")
    var passwordStdin = false

    @OptionGroup var aws: AWSIdentityOptions
    @OptionGroup var registry: RegistryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let place = try Registry(parsing: host)
        if username == nil, !passwordStdin, let cloud = ECRRegistry(host: place.host) {
            let login = try await aws.open(try aws.configuration()) { try await ECR(cloud, $0).login() }
            return try await keep(login.user, login.secret, for: place, until: login.expiration)
        }
        let user = try username ?? Self.askedName()
        let secret = passwordStdin ? try SecretInput.standardInput() : try SecretInput.prompt("password for \(user): ")
        guard !user.isEmpty, !user.contains(":"), !secret.isEmpty else {
            throw Failure(.usage, "a login needs a name without colons, and a password")
        }
        try await keep(user, secret, for: place, until: nil)
    }

    private func keep(_ user: String, _ secret: String, for place: Registry, until end: Date?) async throws {
        try await registry.open { try await $0.verifyLogin(user: user, secret: secret, for: place) }
        let files = CredentialFiles(environment: Environment.variables)
        let kept = try await files.store(user: user, secret: secret, for: place)
        let time = end.map { $0.formatted(.iso8601) }
        let report = LoginReport(
            registry: place.authority, user: user, outcome: "logged-in", file: kept, expiration: time)
        try output.show(report) { _ in
            "logged in to \(place) as \(user)\(time.map { " until \($0)" } ?? ""); the login is kept in \(kept)\n"
        }
    }

    private static func askedName() throws -> String {
        guard let name = try SecretInput.line(asking: "username: ") else {
            throw Failure(.usage, "there is no terminal to ask for the name", hint: "give it with --username")
        }
        return name
    }
}

struct LogoutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "logout", abstract: "Forget a login for a registry.",
        discussion: """
            Examples:
              mixarch registry logout ghcr.io
            """)

    @Argument(help: "The registry's host; without it Docker Hub.")
    var host: String = "docker.io"

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let place = try Registry(parsing: host)
        let files = CredentialFiles(environment: Environment.variables)
        let wasKnown = try await files.erase(place)
        let report = LoginReport(
            registry: place.authority, user: nil, outcome: wasKnown ? "logged-out" : "not-logged-in", file: nil,
            expiration: nil)
        try output.show(report) { _ in wasKnown ? "logged out of \(place)\n" : "there was no login for \(place)\n" }
    }
}

/// What became of a login.
struct LoginReport: Encodable {
    let registry: String
    let user: String?
    let outcome: String
    let file: String?
    /// When it ends, where that is known.
    let expiration: String?
}
