import Console
import OCIModel
import OCIRegistry

/// What an image's index and manifests say, read without its layers.
struct ImageInspection: Encodable, Sendable {
    struct Layer: Encodable, Sendable {
        let digest: String
        let size: Int64
        let mediaType: String
    }

    struct Entry: Encodable, Sendable {
        let platform: String
        let digest: String
        /// The compressed layers' bytes.
        let size: Int64
        let created: String?
        let layers: [Layer]
        /// Of the index's entry, else of the manifest.
        let annotations: [String: String]?
    }

    struct Attestation: Encodable, Sendable {
        let digest: String
        /// The image that it speaks of.
        let subject: String?
        /// What it says: `https://slsa.dev/provenance/v0.2`, `https://spdx.dev/Document`.
        let predicates: [String]
    }

    let reference: String
    let digest: String
    let mediaType: String
    let annotations: [String: String]?
    let platforms: [Entry]
    let attestations: [Attestation]
    /// The indexes within the index; their platforms are among the others.
    let indexes: [String]

    /// - Parameters:
    ///   - image: where the image is.
    ///   - name: what the user calls it.
    ///   - readingConfigurations: whether to read the configurations, which know when an image was made.
    /// - Throws: ``Failure`` when a part can't be read.
    init(of image: StoredImage, called name: String, readingConfigurations: Bool) async throws {
        let document = try await image.manifest()
        reference = name
        digest = document.digest.description
        mediaType = document.mediaType.rawValue
        let found = try await ImageParts.read(document, in: image.store)
        let entries = try await Self.entries(found, in: image.store, readingConfigurations)
        annotations = document.index.map(\.annotations).flatMap { $0.isEmpty ? nil : $0 }
        platforms = entries
        attestations = found.filter(\.isAttestation).map { part in
            Attestation(
                digest: part.manifest.digest.description, subject: part.descriptor?.attestedDigest?.description,
                predicates: part.manifest.layers.compactMap { $0.annotations["in-toto.io/predicate-type"] })
        }
        indexes = Array(Set(found.compactMap(\.index)).map(\.description)).sorted()
    }

    private static func entries(
        _ parts: [ImageParts.Part], in store: any ImageStore, _ readsConfigurations: Bool
    ) async throws -> [Entry] {
        try await withThrowingTaskGroup(of: (Int, Entry).self) { group in
            for (number, part) in parts.enumerated() where !part.isAttestation {
                group.addTask { (number, try await entry(part, in: store, readsConfigurations)) }
            }
            var entries: [(Int, Entry)] = []
            for try await entry in group { entries.append(entry) }
            return entries.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private static func entry(
        _ part: ImageParts.Part, in store: any ImageStore, _ readsConfiguration: Bool
    ) async throws -> Entry {
        let manifest = part.manifest
        var configuration: ImageConfiguration?
        // Artifacts have configurations of their own kinds.
        if manifest.config.mediaType.isConfiguration, readsConfiguration || part.descriptor?.platformName == nil {
            configuration = try await store.configuration(of: manifest)
        }
        let annotations = (part.descriptor?.annotations ?? [:]).merging(manifest.annotations) { entry, _ in entry }
        return Entry(
            platform: part.descriptor?.platformName ?? configuration?.platformName
                ?? part.descriptor?.artifactType ?? manifest.config.mediaType.rawValue,
            digest: manifest.digest.description, size: manifest.layers.reduce(0) { $0 + $1.size },
            created: configuration?.created,
            layers: manifest.layers.map {
                Layer(digest: $0.digest.description, size: $0.size, mediaType: $0.mediaType.rawValue)
            },
            annotations: annotations.isEmpty ? nil : annotations)
    }
}

extension ImageInspection {
    /// The inspection for people.
    func text(on terminal: Terminal) -> String {
        var text =
            "Name:      \(terminal.styled(reference, .strong))\nMediaType: \(mediaType)\nDigest:    \(digest)\n"
        for (name, value) in (annotations ?? [:]).sorted(by: { $0.key < $1.key }) { text += "\(name): \(value)\n" }
        var table = Table(["platform", "size", "layers", "digest"])
        for entry in platforms {
            table.add([entry.platform, Measures.size(entry.size), "\(entry.layers.count)", entry.digest])
        }
        text += "\n" + table.text
        let names = Dictionary(platforms.map { ($0.digest, $0.platform) }, uniquingKeysWith: { $1 })
        for attestation in attestations {
            let subject = attestation.subject.map { names[$0] ?? $0 }
            let predicates = attestation.predicates.isEmpty ? "" : ": " + attestation.predicates.joined(separator: ", ")
            text += "attestation \(attestation.digest)" + (subject.map { " of \($0)" } ?? "") + predicates + "\n"
        }
        return text
    }
}
