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
    }

    struct Attestation: Encodable, Sendable {
        let digest: String
        /// The image that it speaks of.
        let subject: String?
    }

    let reference: String
    let digest: String
    let mediaType: String
    let platforms: [Entry]
    let attestations: [Attestation]

    /// - Parameters:
    ///   - image: where the image is.
    ///   - name: what the user calls it.
    /// - Throws: ``Failure`` when a part can't be read.
    init(of image: StoredImage, called name: String) async throws {
        let document = try await image.manifest()
        reference = name
        digest = document.digest.description
        mediaType = document.mediaType.rawValue
        switch document {
        case .index(let index):
            platforms = try await Self.entries(of: index, in: image.store)
            attestations = index.attestations.map {
                Attestation(digest: $0.digest.description, subject: $0.attestedDigest?.description)
            }
        case .image(let manifest):
            platforms = [try await Self.entry(manifest, platform: nil, in: image.store)]
            attestations = []
        }
    }

    private static func entries(of index: ImageIndex, in store: any ImageStore) async throws -> [Entry] {
        try await withThrowingTaskGroup(of: (Int, Entry).self) { group in
            for (number, descriptor) in index.images.enumerated() {
                group.addTask {
                    let manifest = try await store.image(descriptor)
                    return (number, try await entry(manifest, platform: descriptor.platformName, in: store))
                }
            }
            var entries: [(Int, Entry)] = []
            for try await entry in group { entries.append(entry) }
            return entries.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private static func entry(
        _ manifest: ImageManifest, platform: String?, in store: any ImageStore
    ) async throws -> Entry {
        let configuration = try await store.configuration(of: manifest)
        return Entry(
            platform: platform ?? configuration.platformName, digest: manifest.digest.description,
            size: manifest.layers.reduce(0) { $0 + $1.size }, created: configuration.created,
            layers: manifest.layers.map {
                Layer(digest: $0.digest.description, size: $0.size, mediaType: $0.mediaType.rawValue)
            })
    }
}

extension ImageInspection {
    /// The inspection for people.
    func text(on terminal: Terminal) -> String {
        var text =
            "Name:      \(terminal.styled(reference, .strong))\nMediaType: \(mediaType)\nDigest:    \(digest)\n\n"
        var table = Table(["platform", "size", "layers", "created", "digest"])
        for entry in platforms {
            table.add([
                entry.platform, Measures.size(entry.size), "\(entry.layers.count)", entry.created ?? "", entry.digest,
            ])
        }
        text += table.text
        for attestation in attestations {
            text += "attestation \(attestation.digest)" + (attestation.subject.map { " of \($0)" } ?? "") + "\n"
        }
        return text
    }
}
