import ArgumentParser
import Console
import ImageBuilding
import OCIRegistry
import Platforms

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "verify",
        abstract: "Prove that an image holds, for every platform, programs of that platform.",
        discussion: """
            Reads every layer (each once; what is in it is remembered), counts the programs of each architecture, and follows \
            the entrypoint through links and scripts. JARs, wheels and ZIPs that have native parts for other platforms alone \
            are noted. Exit status 1 when something is wrong or a platform is missing.

            Examples:
              mixarch image verify registry.example.com/shop:1
              mixarch image verify oci:image --platform linux/amd64,linux/arm64
            """)

    @Argument(help: "An image: REGISTRY/NAME[:TAG][@DIGEST], or oci:FOLDER[:TAG].")
    var reference: String

    @Option(
        help: ArgumentHelp(
            "Platforms that it must have, with commas; without it those that it names.", valueName: "platforms"))
    var platform: PlatformList?

    @OptionGroup var registry: RegistryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let location = try ImageLocation(parsing: reference)
        let platforms = try platform?.platforms.get()
        let verifier = ImageVerifier(
            listings: LayerListings(cacheFolder: CacheFolder.path), progress: output.reporter())
        let result = try await registry.open { stores in
            try await verifier.verify(stores.image(at: location), platforms: platforms)
        }
        try output.show(result) { VerificationText(result: result, terminal: $0).text }
        guard result.ok else { throw Answer.negative }
    }
}

/// A verification for people.
struct VerificationText {
    let result: ImageVerification
    let terminal: Terminal

    var text: String {
        var text = ""
        for entry in result.platforms {
            let programs = entry.programs.sorted { $0.value > $1.value }.map { "\($0.value) \($0.key)" }
            let mark = entry.ok ? terminal.styled("✓", .good) : terminal.styled("✗", .bad)
            text +=
                "\(mark) \(entry.platform)  programs: \(programs.isEmpty ? "none" : programs.joined(separator: ", "))\n"
            for problem in entry.problems { text += "    \(terminal.styled("problem:", .bad)) \(problem)\n" }
            for note in entry.notes { text += "    \(note)\n" }
        }
        return text
            + "\(result.reference): \(result.ok ? "every platform holds its own programs" : "not what it says")\n"
    }
}
