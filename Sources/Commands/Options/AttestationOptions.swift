import ArgumentParser
import ImageBuilding
import Reporting

/// What an image's index says of how the image was made, in the words of docker buildx.
struct AttestationOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Whether the index says what each image was made of (SLSA provenance): true, false, or as buildx has it, \
            mode=min|max,version=v0.2|v1,builder-id=NAME. mode=max tells build arguments and the Dockerfile, too.
            """, valueName: "true|false|mode=…"))
    var provenance = "false"

    @Option(
        help: ArgumentHelp(
            "The same as buildx's type=provenance,mode=…; can be given several times.", valueName: "type=provenance,…"))
    var attest: [String] = []

    // Scripts that turn it off go on working; whoever turns it on is told what to do.
    @Option(help: .hidden)
    var sbom = "false"

    /// - Returns: what is to be said; nil for nothing.
    /// - Throws: ``Failure`` with code `usage`, also where an SBOM is asked for.
    func request() throws(Failure) -> ProvenanceRequest? {
        if sbom != "false" { throw Self.noSBOM }
        var request = try ProvenanceRequest.parse(provenance)
        for text in attest {
            let fields = text.split(separator: ",").map(String.init)
            let settings = fields.filter { !$0.hasPrefix("type=") }.joined(separator: ",")
            switch fields.first(where: { $0.hasPrefix("type=") }) {
            case "type=provenance"?: request = try ProvenanceRequest.parse(settings.isEmpty ? "true" : settings)
            case "type=sbom"?: if settings != "disabled=true" { throw Self.noSBOM }
            default:
                throw Failure(
                    .usage, "there is no attestation \"\(text)\"", hint: "such as --attest type=provenance,mode=min")
            }
        }
        return request
    }

    /// A scanner has to look into the finished image; BuildKit's is an image of its own, and knows stages, not this image.
    private static let noSBOM = Failure(
        .usage, "SBOMs are not made here",
        hint: """
            build and push without --sbom, let a scanner read the image (syft IMAGE --output spdx-json=FILE), and attach \
            what it writes: oras attach --artifact-type application/spdx+json IMAGE FILE
            """)
}
