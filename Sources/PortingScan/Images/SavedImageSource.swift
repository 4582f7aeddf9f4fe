import ArchiveIO
import Platforms
import RawJSON
import Reporting

/// An image in a folder with an OCI layout, or in a tar that `docker save` or `skopeo copy` wrote.
public struct SavedImageSource: ImageSource {
    /// Where the documents and the layers are.
    private enum Place: Sendable {
        case folder(String)
        case archive(String)
    }

    /// One image for one platform, its layers by their paths in the place.
    private struct Found: Sendable {
        let platform: Platform
        let layers: [String]
    }

    public let name: String
    private let place: Place
    private let found: [Found]

    private static let longestDocument = 4 << 20
    private static let limits = ArchiveLimits(bytes: 256 << 30, entries: 100_000, depth: 1, ratio: 2000)

    /// An OCI layout.
    /// - Parameters:
    ///   - folder: the folder.
    ///   - tag: which of its images; nil when there is one.
    /// - Throws: ``Failure`` with code `unreadable-input` or `invalid-input`.
    public init(layout folder: String, tag: String? = nil) throws {
        try self.init(name: "oci:" + folder + (tag.map { ":" + $0 } ?? ""), .folder(folder), tag: tag)
    }

    /// A tar: of `docker save`, old or new, or with an OCI layout in it.
    /// - Parameters:
    ///   - path: the file.
    ///   - tag: which of its images; nil when there is one.
    /// - Throws: ``Failure`` with code `unreadable-input` or `invalid-input`.
    public init(archive path: String, tag: String? = nil) throws {
        try self.init(name: "docker-archive:" + path, .archive(path), tag: tag)
    }

    private init(name: String, _ place: Place, tag: String?) throws {
        self.name = name
        self.place = place
        found = try Self.found(in: place, name, tag: tag)
    }

    public func platforms() async throws -> [Platform] { found.map { $0.platform } }

    public func layers(of platform: Platform) async throws -> [LayerFile] {
        guard let image = found.first(where: { $0.platform == platform }) else { return [] }
        return image.layers.map { layer in
            switch place {
            case .folder(let folder): .file(folder + "/" + layer)
            case .archive(let path): .member(layer, of: path)
            }
        }
    }

    private static func found(in place: Place, _ name: String, tag: String?) throws -> [Found] {
        if let index = try document("index.json", place) {
            let entries = try chosen(index["manifests"]?.array ?? [], tag, name)
            var found: [Found] = []
            for entry in entries { try add(entry, to: &found, place, depth: 0) }
            if !found.isEmpty { return found }
        }
        if let manifest = try document("manifest.json", place)?.array {
            let images = manifest.filter { image in
                guard let tag else { return true }
                return image["RepoTags"]?.array?.contains { $0.string?.hasSuffix(":" + tag) == true } == true
            }
            let found = try images.compactMap { try legacy($0, place) }
            if !found.isEmpty { return found }
        }
        throw Failure(
            .invalidInput, "\(name) holds no image\(tag.map { " of the tag \($0)" } ?? "")",
            hint: "name what `docker save` wrote, or a folder with an OCI layout")
    }

    /// The entries of a layout's index that have a name, or all when there is one name at most.
    private static func chosen(_ entries: [JSONValue], _ tag: String?, _ name: String) throws(Failure) -> [JSONValue] {
        func names(_ entry: JSONValue) -> [String] {
            let keys = ["org.opencontainers.image.ref.name", "io.containerd.image.name"]
            return keys.compactMap { entry["annotations"]?[$0]?.string }
        }
        if let tag { return entries.filter { names($0).contains { $0 == tag || $0.hasSuffix(":" + tag) } } }
        let all = Set(entries.compactMap { names($0).first }).sorted()
        guard all.count > 1 else { return entries }
        throw Failure(
            .invalidInput, "\(name) holds \(all.count) images: \(all.joined(separator: ", "))",
            hint: "name one of them")
    }

    /// Follows an index's entry to the images in it.
    private static func add(_ entry: JSONValue, to found: inout [Found], _ place: Place, depth: Int) throws {
        guard depth < 4, let path = entry["digest"]?.string.flatMap({ blob($0) }),
            let content = try document(path, place)
        else { return }
        if let entries = content["manifests"]?.array {
            for entry in entries { try add(entry, to: &found, place, depth: depth + 1) }
        } else if let layers = content["layers"]?.array {
            var platform = entry["platform"]
            if platform == nil, let config = content["config"]?["digest"]?.string.flatMap({ blob($0) }) {
                platform = try document(config, place)
            }
            // Attestations are for the platform "unknown".
            guard let platform = platform.flatMap({ Self.platform($0) }) else { return }
            found.append(
                Found(platform: platform, layers: layers.compactMap { $0["digest"]?.string.flatMap { blob($0) } }))
        }
    }

    /// An entry of the `manifest.json` that `docker save` writes.
    private static func legacy(_ image: JSONValue, _ place: Place) throws -> Found? {
        guard let config = image["Config"]?.string.map({ LayerOverlay.normalised($0) }),
            let layers = image["Layers"]?.array,
            let platform = try document(config, place).flatMap({ platform($0) })
        else { return nil }
        return Found(platform: platform, layers: layers.compactMap { $0.string.map { LayerOverlay.normalised($0) } })
    }

    private static func platform(_ value: JSONValue) -> Platform? {
        guard let os = value["os"]?.string, os != "unknown",
            let architecture = value["architecture"]?.string.flatMap({ Architecture($0) })
        else { return nil }
        return Platform(os: os, architecture: architecture, variant: value["variant"]?.string)
    }

    /// `sha256:abc` as a path; nil when it is no digest.
    private static func blob(_ digest: String) -> String? {
        let parts = digest.split(separator: ":")
        guard parts.count == 2, parts.allSatisfy({ $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } })
        else {
            return nil
        }
        return "blobs/\(parts[0])/\(parts[1])"
    }

    /// - Returns: nil when there is no such document.
    private static func document(_ path: String, _ place: Place) throws -> JSONValue? {
        let bytes: [UInt8]?
        switch place {
        case .folder(let folder):
            bytes = file(folder + "/" + path)
        case .archive(let archive): bytes = try member(path, of: archive)
        }
        return try bytes.map { try JSONValue(parsing: $0, source: path) }
    }

    private static func file(_ path: String) -> [UInt8]? {
        let buffer = ReadBuffer()
        do throws(Failure) {
            let open = try OpenFile(FoundFile(location: Array(path.utf8CString), path: path))
            try open.read(into: buffer, limit: longestDocument)
            return Array(buffer.bytes)
        } catch {
            return nil
        }
    }

    private static func member(_ path: String, of archive: String) throws -> [UInt8]? {
        var found: [UInt8]?
        try ArchiveReader.read(.file(archive), formats: .tar, limits: limits) { entry, content in
            guard entry.kind == .file, LayerOverlay.normalised(entry.path) == path else { return .next }
            found = try content.bytes(limit: longestDocument)
            return .stop
        }
        return found
    }
}
