import AWSClient
import ArgumentParser
import Console
import OCIModel
import Reporting

struct RepositoryCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "create",
        abstract: "Make a repository in ECR, unless it is there.",
        discussion: """
            A repository that is there is never changed; where it is not as asked for, that is said. Other registries make \
            repositories by themselves at the first push.

            Examples:
              mixarch registry create team/shop --immutable-tags
              mixarch registry create \\
                111122223333.dkr.ecr.us-west-2.amazonaws.com/team/shop --dry-run
            """)

    @Argument(
        help: "A repository's name (in the account's own registry), or HOST/NAME of a registry of ECR's.")
    var name: String

    @Flag(help: "A tag, once pushed, can't be moved to another image.")
    var immutableTags = false

    @Flag(help: "ECR looks for known vulnerabilities in what is pushed.")
    var scanOnPush = false

    @Flag(help: "Look, and say what would be made.")
    var dryRun = false

    @OptionGroup var aws: AWSOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let place = try RepositoryToCreate(parsing: name)
        if place.registry == .gallery, immutableTags || scanOnPush {
            throw Failure(.usage, "the public gallery has neither --immutable-tags nor --scan-on-push")
        }
        let wanted = ECRRepositorySettings(hasImmutableTags: immutableTags, scansOnPush: scanOnPush)
        let report = try await aws.open { session in
            let ecr = ECR(place.registry, session)
            guard dryRun else {
                let (repository, isNew) = try await ecr.ensure(place.name, wanted)
                return RepositoryReport(repository, outcome: isNew ? "created" : "already-there", wanted)
            }
            guard let found = try await ecr.repository(place.name) else {
                return RepositoryReport(planned: place, wanted)
            }
            return RepositoryReport(found, outcome: "already-there", wanted)
        }
        try output.show(report) { _ in report.text }
    }
}

/// Where a repository shall be.
struct RepositoryToCreate {
    /// Nil for the account's own registry in the region of the settings.
    let registry: ECRRegistry?
    let name: String

    /// - Parameter text: `NAME`, or `HOST/NAME`, also with a tag, as images are called.
    /// - Throws: ``Failure`` with code `usage` for a host that is none of ECR's.
    init(parsing text: String) throws(Failure) {
        let host = text.prefix { $0 != "/" }
        let isHost = host.count < text.count && host.contains { $0 == "." || $0 == ":" }
        guard isHost else {
            registry = nil
            name = try RepositoryName(parsing: text).description
            return
        }
        let reference = try ImageReference(parsing: text)
        guard let cloud = ECRRegistry(host: reference.registry.host) else {
            throw Failure(
                .usage, "\(reference.registry) is no registry of ECR's",
                hint: "most registries make a repository at the first push; for the others, see their own tools")
        }
        registry = cloud
        name = cloud.repositoryName(reference.repository.description)
    }
}

/// What became of a repository.
struct RepositoryReport: Encodable, Sendable {
    let repository: String
    let uri: String?
    let arn: String?
    /// `created`, `already-there` or `planned`.
    let outcome: String
    let immutableTags: Bool?
    let scanOnPush: Bool?
    /// Where a repository that is there is not as asked for.
    let differences: [String]

    init(_ found: ECRRepository, outcome: String, _ wanted: ECRRepositorySettings) {
        repository = found.name
        uri = found.uri
        arn = found.arn
        self.outcome = outcome
        immutableTags = found.hasImmutableTags
        scanOnPush = found.scansOnPush
        var differences: [String] = []
        if wanted.hasImmutableTags, found.hasImmutableTags != true {
            differences.append(
                "its tags can be moved (aws ecr put-image-tag-mutability --repository-name \(found.name) "
                    + "--image-tag-mutability IMMUTABLE)")
        }
        if wanted.scansOnPush, found.scansOnPush != true {
            differences.append(
                "it is not scanned on push (aws ecr put-image-scanning-configuration --repository-name \(found.name) "
                    + "--image-scanning-configuration scanOnPush=true)")
        }
        self.differences = differences
    }

    init(planned place: RepositoryToCreate, _ wanted: ECRRepositorySettings) {
        repository = place.name
        uri = nil
        arn = nil
        outcome = "planned"
        immutableTags = wanted.hasImmutableTags
        scanOnPush = wanted.scansOnPush
        differences = []
    }

    var text: String {
        let what =
            switch outcome {
            case "created": "created"
            case "planned": "would be created"
            default: "is already there"
            }
        return "\(uri ?? repository) \(what)\n" + differences.map { "not as asked for: \($0)\n" }.joined()
    }
}
