import ArgumentParser
import Console
import OCIModel
import OCIRegistry
import RawJSON

struct InspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "inspect",
        abstract: "Show an image's platforms: digest, size, layers; and what is attested of them.",
        discussion: """
            Only what is shown is fetched: --format json also reads configurations, for the time of creation.

            Examples:
              mixarch image inspect registry.example.com/shop:1
              mixarch image inspect oci:image --format json
            """)

    @Argument(
        help: "An image: REGISTRY/NAME[:TAG][@DIGEST], oci:FOLDER[:TAG], oci-archive:FILE or docker-archive:FILE.")
    var reference: String

    @Flag(help: "Print the index or manifest byte for byte, and nothing else.")
    var raw = false

    @Flag(help: "Print the configuration of each platform, as JSON.")
    var config = false

    @OptionGroup var registry: RegistryOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if raw, config { throw ValidationError("--raw and --config can't be given together") }
    }

    func run() async throws {
        let location = try ImageLocation(parsing: reference)
        if raw {
            let document = try await open(location) { try await $0.manifest() }
            return StandardStreams.write(bytes: document.bytes)
        }
        if config {
            let configurations = try await open(location) { try await ImageInspection.configurations(of: $0) }
            return StandardStreams.write(
                String(decoding: try configurations.encoded(pretty: true), as: UTF8.self) + "\n")
        }
        let isComplete = output.format == .json
        let inspection = try await open(location) {
            try await ImageInspection(of: $0, called: location.description, readingConfigurations: isComplete)
        }
        try output.show(inspection) { inspection.text(on: $0) }
    }

    private func open<Result: Sendable>(
        _ location: ImageLocation, _ body: (StoredImage) async throws -> Result
    ) async throws -> Result {
        try await registry.openToTheEnd { stores in try await stores.withImage(at: location, body) }
    }
}
