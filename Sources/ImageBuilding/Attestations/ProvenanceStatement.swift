import FoundationEssentials
import OCIModel
import Platforms
import RawJSON

/// What is said of one platform's image, as an in-toto statement.
///
/// Source: in-toto Statement v0.1 and v1; SLSA provenance v0.2 and v1; BuildKit, docs/attestations/slsa-definitions.md.
struct ProvenanceStatement {
    let provenance: Provenance
    let platform: Platform
    /// The image.
    let subject: Digest

    private var request: ProvenanceRequest { provenance.request }

    /// The address of the predicate's form.
    static func predicateType(_ version: ProvenanceRequest.Version) -> String {
        "https://slsa.dev/provenance/\(version.rawValue)"
    }

    var json: JSONValue {
        let subjects = provenance.names.map { name -> JSONValue in
            ["name": .string(PackageURL.text(name, platform)), "digest": Self.digest(subject)]
        }
        return [
            "_type": .string("https://in-toto.io/Statement/\(request.version == .v1 ? "v1" : "v0.1")"),
            "predicateType": .string(Self.predicateType(request.version)),
            "subject": .array(subjects.isEmpty ? [["name": "_", "digest": Self.digest(subject)]] : subjects),
            "predicate": request.version == .v1 ? modern : early,
        ]
    }

    /// The predicate of SLSA v0.2.
    private var early: JSONValue {
        var metadata: JSONValue = [
            "completeness": [
                "parameters": .bool(isMaximal), "environment": true, "materials": .bool(provenance.isComplete),
            ],
            "reproducible": false,
        ]
        if let sources { metadata["https://mobyproject.org/buildkit@v1#metadata"] = sources }
        return [
            "builder": ["id": .string(request.builder)], "buildType": "urn:mixarch:build:v1", "materials": materials,
            "invocation": [
                "configSource": ["entryPoint": .string(provenance.dockerfile)], "parameters": parameters,
                "environment": ["platform": .string("\(platform)")],
            ],
            "metadata": metadata,
        ]
    }

    /// The predicate of SLSA v1; what it leaves to builders has BuildKit's names.
    private var modern: JSONValue {
        var metadata: JSONValue = [
            "buildkit_completeness": [
                "request": .bool(isMaximal), "resolvedDependencies": .bool(provenance.isComplete),
            ],
            "buildkit_reproducible": false,
        ]
        if let sources { metadata["buildkit_metadata"] = sources }
        return [
            "buildDefinition": [
                "buildType": "urn:mixarch:build:v1",
                "externalParameters": [
                    "configSource": ["path": .string(provenance.dockerfile)], "request": parameters,
                    "platform": .string("\(platform)"),
                ],
                "resolvedDependencies": materials,
            ],
            "runDetails": ["builder": ["id": .string(request.builder)], "metadata": metadata],
        ]
    }

    private var isMaximal: Bool { request.detail == .maximal }

    private var materials: JSONValue {
        .array(
            (provenance.materials[platform] ?? []).map { material in
                [
                    "uri": .string(PackageURL.text(material.reference, platform)),
                    "digest": Self.digest(material.digest),
                ]
            })
    }

    /// What the build was asked for.
    private var parameters: JSONValue {
        guard isMaximal else { return [:] }
        var arguments: JSONValue = [:]
        for (name, value) in provenance.arguments.sorted(by: { $0.key < $1.key }) { arguments[name] = .string(value) }
        return [
            "frontend": "dockerfile.v0", "args": arguments, "locals": [["name": "context"], ["name": "dockerfile"]],
        ]
    }

    /// The Dockerfile's text.
    private var sources: JSONValue? {
        guard isMaximal else { return nil }
        let text = Data(provenance.text.utf8).base64EncodedString()
        return [
            "source": [
                "infos": [
                    ["filename": .string(provenance.dockerfile), "language": "Dockerfile", "data": .string(text)]
                ]
            ]
        ]
    }

    private static func digest(_ digest: Digest) -> JSONValue { [digest.algorithm.rawValue: .string(digest.hex)] }
}
