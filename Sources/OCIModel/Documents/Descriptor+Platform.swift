import Platforms
import RawJSON

extension Descriptor {
    /// What the content runs on; nil when the descriptor doesn't say, or names an architecture that mixarch doesn't
    /// know (``platformName`` has it then).
    public var platform: Platform? { json["platform"]?.platform }

    /// The platform as written: `os/architecture[/variant]`, with architectures that mixarch doesn't know too.
    public var platformName: String? { json["platform"]?.platformName }

    /// Whether this is a provenance or SBOM manifest beside the images, which is no platform.
    ///
    /// Source: BuildKit, docs/attestations/attestation-storage.md.
    public var isAttestation: Bool {
        annotations["vnd.docker.reference.type"] == "attestation-manifest" || platformName == "unknown/unknown"
    }

    /// The image manifest that an attestation is about.
    public var attestedDigest: Digest? {
        annotations["vnd.docker.reference.digest"].flatMap { try? Digest(parsing: $0) }
    }
}

extension JSONValue {
    /// A platform object as indexes have it, and an image configuration in its top level.
    init(platform: Platform) {
        self = ["architecture": .string(platform.architecture.name), "os": .string(platform.os)]
        self["variant"] = platform.variant.map { .string($0) }
    }

    var platform: Platform? {
        guard let name = self["architecture"]?.string, let architecture = Architecture(name),
            let os = self["os"]?.string, !os.isEmpty
        else { return nil }
        return Platform(os: os, architecture: architecture, variant: self["variant"]?.string)
    }

    var platformName: String? {
        guard let os = self["os"]?.string, let architecture = self["architecture"]?.string else { return nil }
        if let platform { return platform.description }
        let variant = self["variant"]?.string ?? ""
        return "\(os)/\(architecture)" + (variant.isEmpty ? "" : "/\(variant)")
    }
}
