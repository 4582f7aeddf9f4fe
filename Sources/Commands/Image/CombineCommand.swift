import ArgumentParser
import Console
import OCIModel
import OCIRegistry

struct CombineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "combine",
        abstract: "Make one image for several platforms of images for single ones.",
        discussion: """
            A single image's platform is read from its configuration; an index gives all its entries, attestations too. \
            Two different images for one platform are refused. What is in another repository is copied or mounted first.

            Examples:
              mixarch image combine -t shop.example.com/shop:1 \\
                shop.example.com/shop:1-amd64 shop.example.com/shop:1-arm64
            """)

    @Option(
        name: [.customShort("t"), .customLong("tag")],
        help: ArgumentHelp(
            "The new image: REGISTRY/NAME[:TAG] or oci:FOLDER[:TAG]; can be given several times.",
            valueName: "reference"))
    var tags: [String] = []

    @Argument(help: "The images to combine.")
    var references: [String]

    @Option(
        help: ArgumentHelp("An annotation of the new index; can be given several times.", valueName: "name=value"))
    var annotation: [String] = []

    @Flag(help: "Print the new index, and store nothing.")
    var dryRun = false

    @OptionGroup var push: PushOptions
    @OptionGroup var registry: RegistryOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard !tags.isEmpty || dryRun else { throw ValidationError("name the new image: --tag REGISTRY/NAME:TAG") }
        guard annotation.allSatisfy({ $0.contains("=") && !$0.hasPrefix("=") }) else {
            throw ValidationError("an annotation is written as NAME=VALUE")
        }
    }

    func run() async throws {
        let sources = try references.map { try ImageLocation(parsing: $0) }
        let targets = try tags.map { try ImageLocation(parsing: $0) }
        let transfer = ImageTransfer(progress: output.reporter())
        let annotations = Dictionary(annotation.map(Self.pair), uniquingKeysWith: { $1 })
        let document = try await registry.open(creating: push.createRepository) { stores in
            let images = try sources.map { try stores.image(at: $0) }
            let contents = try await ImageCombination(transfer: transfer).combine(images, annotations: annotations)
            for target in dryRun ? [] : targets {
                let place = try stores.destination(at: target)
                try await transfer.push(contents, to: place.store, as: [place.reference])
            }
            return contents.root
        }
        if dryRun {
            StandardStreams.write(String(decoding: document.bytes, as: UTF8.self) + "\n")
            return
        }
        let report = CombineReport(
            references: targets.map(\.description), digest: document.digest.description,
            platforms: document.index?.images.compactMap(\.platformName) ?? [],
            attestations: document.index?.attestations.count ?? 0)
        try output.show(report) { _ in
            report.references.map { "\($0)@\(report.digest) \(report.platforms.joined(separator: ", "))\n" }.joined()
        }
    }

    private static func pair(_ text: String) -> (String, String) {
        let name = text.prefix { $0 != "=" }
        return (String(name), String(text.dropFirst(name.count + 1)))
    }
}

/// A combination's result.
struct CombineReport: Encodable {
    let references: [String]
    let digest: String
    let platforms: [String]
    let attestations: Int
}
