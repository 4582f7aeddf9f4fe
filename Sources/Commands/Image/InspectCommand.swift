import ArgumentParser
import Console
import OCIRegistry

struct InspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show an image's platforms: digest, size, layers, time of creation.")

    @Argument(help: "An image: REGISTRY/NAME[:TAG][@DIGEST], or oci:FOLDER[:TAG].")
    var reference: String

    @OptionGroup var registry: RegistryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let location = try ImageLocation(parsing: reference)
        let inspection = try await registry.open { stores in
            try await ImageInspection(of: stores.image(at: location), called: location.description)
        }
        try output.show(inspection) { inspection.text(on: $0) }
    }
}
