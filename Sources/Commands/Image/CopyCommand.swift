import ArgumentParser
import Console
import OCIModel
import OCIRegistry

struct CopyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "copy",
        abstract: "Copy an image with all its platforms and attestations; the digest stays the same.",
        discussion: """
            From one registry to another blobs pass through without being stored; within a registry they are mounted. \
            What is there already is not sent, the name is set last, and the same command finishes a copy that was \
            interrupted.

            Examples:
              mixarch image copy docker.io/library/redis:7 registry.example.com/redis:7
              mixarch image copy registry.example.com/shop:1 oci-archive:shop.tar
            """)

    @Argument(
        help: "An image: REGISTRY/NAME[:TAG][@DIGEST], oci:FOLDER[:TAG], oci-archive:FILE or docker-archive:FILE.")
    var source: String

    @Argument(
        help: ArgumentHelp(
            "Where to: REGISTRY/NAME[:TAG], oci:FOLDER[:TAG], oci-archive:FILE[:TAG] or docker-archive:FILE[:NAME:TAG]."
        ))
    var destination: String

    @Option(
        help: ArgumentHelp(
            "Copy these platforms only (with commas), and their attestations: a new index, with a new digest.",
            valueName: "platforms"))
    var platform: PlatformList?

    @Flag(
        help:
            "Copy what refers to the image, too: signatures, SBOMs and the like (OCI 1.1), by the registry's list or the tag in its place; and cosign's tags sha256-….sig, .att and .sbom."
    )
    var referrers = false

    @Flag(help: "Look, and say what would be copied.")
    var dryRun = false

    @OptionGroup var push: PushOptions
    @OptionGroup var registry: RegistryOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if referrers, case .archive? = try? ImageLocation(parsing: destination) {
            throw ValidationError("an archive has no list of what refers to its image: leave --referrers out")
        }
    }

    func run() async throws {
        let from = try ImageLocation(parsing: source)
        let to = try ImageLocation(parsing: destination)
        let platforms = try platform?.platforms.get()
        let transfer = ImageTransfer(progress: output.reporter())
        let (outcome, attached) = try await registry.open(creating: push.createRepository) {
            stores -> (CopyOutcome, Int?) in
            try await stores.withImage(at: from) { image in
                if case .archive(let archive) = to {
                    let outcome = try await stores.copy(
                        image, to: archive, called: from.name, by: transfer, platforms: platforms, isDryRun: dryRun)
                    return (outcome, nil)
                }
                // A look must not make a folder: what can't be read is not there yet.
                let target: StoredImage? =
                    if dryRun { try? stores.image(at: to) } else { try stores.destination(at: to) }
                let outcome = try await transfer.copy(image, to: target, platforms: platforms, isDryRun: dryRun)
                guard referrers else { return (outcome, nil) }
                var contents = try await transfer.contents(of: image)
                if let platforms {
                    contents = try await contents.selecting(platforms, from: image.store, called: image.name)
                }
                let count = try await transfer.copyReferrers(
                    of: contents, from: image.store, to: dryRun ? nil : target?.store)
                return (outcome, count)
            }
        }
        let report = CopyReport(from: from, to: to, outcome: outcome, referrers: attached, isDryRun: dryRun)
        try output.show(report) { _ in report.text }
    }
}

extension ImageLocation {
    /// The name that an archive keeps; nil where there is none.
    fileprivate var name: ImageReference? {
        guard case .registry(let reference) = self else { return nil }
        return reference.tag.map(reference.tagged)
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
    /// How many manifests that refer to the image; nil when they were not asked for.
    let referrers: Int?

    init(from: ImageLocation, to: ImageLocation, outcome: CopyOutcome, referrers: Int?, isDryRun: Bool) {
        source = from.description
        destination = to.description
        digest = outcome.digest.description
        self.outcome = outcome.wasThere ? "already-there" : isDryRun ? "planned" : "copied"
        platforms = outcome.platforms
        self.referrers = referrers
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
        let more = referrers.map { "; \($0) that refer to it" } ?? ""
        return "\(destination)@\(digest)\(what) \(work)\(more)\n"
    }
}
