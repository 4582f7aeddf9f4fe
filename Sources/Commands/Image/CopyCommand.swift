import ArgumentParser
import Console
import OCIModel
import OCIRegistry

struct CopyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy",
        abstract: "Copy an image with all its platforms and attestations; the digest stays the same.",
        discussion: """
            From one registry to another blobs pass through without being stored; within a registry they are mounted. \
            What is there already is not sent, the name is set last, and the same command finishes a copy that was \
            interrupted.
            """)

    @Argument(
        help: "An image: REGISTRY/NAME[:TAG][@DIGEST], oci:FOLDER[:TAG], oci-archive:FILE or docker-archive:FILE.")
    var source: String

    @Argument(help: "Where to: REGISTRY/NAME[:TAG] or oci:FOLDER[:TAG].")
    var destination: String

    @Option(help: "Copy these platforms only, with their attestations: a new index, with a new digest.")
    var platform: PlatformList?

    @Flag(help: "Look, and say what would be copied.")
    var dryRun = false

    @OptionGroup var push: PushOptions
    @OptionGroup var registry: RegistryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let from = try ImageLocation(parsing: source)
        let to = try ImageLocation(parsing: destination)
        let platforms = try platform?.platforms.get()
        let transfer = ImageTransfer(progress: output.reporter())
        let outcome = try await registry.open(creating: push.createRepository) { stores in
            try await stores.withImage(at: from) { image in
                // A look must not make a folder: what can't be read is not there yet.
                let target: StoredImage? =
                    if dryRun { try? stores.image(at: to) } else { try stores.destination(at: to) }
                return try await transfer.copy(image, to: target, platforms: platforms, isDryRun: dryRun)
            }
        }
        let report = CopyReport(from: from, to: to, outcome: outcome, isDryRun: dryRun)
        try output.show(report) { _ in report.text }
    }
}

/// A copy's result.
struct CopyReport: Encodable {
    struct Blobs: Encodable {
        let total: Int
        let bytes: Int64
        let sent: Int
        let sentBytes: Int64
        let mounted: Int
        let present: Int
    }

    let source: String
    let destination: String
    let digest: String
    /// `copied`, `already-there` or `planned`.
    let outcome: String
    let platforms: [String]
    let manifests: Int
    let blobs: Blobs

    init(from: ImageLocation, to: ImageLocation, outcome: CopyOutcome, isDryRun: Bool) {
        source = from.description
        destination = to.description
        digest = outcome.digest.description
        self.outcome = outcome.wasThere ? "already-there" : isDryRun ? "planned" : "copied"
        platforms = outcome.platforms
        manifests = outcome.manifests
        let summary = outcome.summary
        blobs = Blobs(
            total: outcome.blobs, bytes: outcome.bytes, sent: summary.sent, sentBytes: summary.sentBytes,
            mounted: summary.mounted, present: summary.present)
    }

    var text: String {
        let what = platforms.isEmpty ? "" : " (\(platforms.joined(separator: ", ")))"
        let work =
            switch outcome {
            case "already-there": "is already there"
            case "planned":
                "would be copied: \(blobs.total) blobs, \(Measures.size(blobs.bytes)), \(manifests) manifests"
            default:
                "copied: \(blobs.sent) blobs sent (\(Measures.size(blobs.sentBytes))), \(blobs.mounted) mounted, "
                    + "\(blobs.present) already there"
            }
        return "\(destination)@\(digest)\(what) \(work)\n"
    }
}
