import Platforms
import RawJSON
import Reporting

/// A reference to content: what it is, its digest and its size; with every other field kept as it was read.
///
/// Source: OCI image-spec, descriptor.md.
public struct Descriptor: Hashable, Sendable {
    /// What the content is.
    public let mediaType: MediaType
    /// The content's digest.
    public let digest: Digest
    /// The content's length in bytes.
    public let size: Int64
    /// The whole descriptor, with fields that mixarch doesn't know.
    public let json: JSONValue

    /// - Parameters:
    ///   - json: the descriptor as it stands in a manifest or an index.
    ///   - source: where it stands, for messages.
    /// - Throws: ``Failure`` with code `invalid-manifest`.
    public init(json: JSONValue, source: String) throws(Failure) {
        let fields = try DocumentFields(json, source: source)
        self.mediaType = MediaType(rawValue: try fields.string("mediaType"))
        self.digest = try fields.digest("digest")
        self.size = try fields.size("size")
        self.json = json
    }

    /// - Parameters:
    ///   - mediaType: what the content is.
    ///   - digest: its digest.
    ///   - size: its length in bytes.
    ///   - platform: what it runs on, in an index.
    ///   - annotations: further facts by name.
    public init(
        mediaType: MediaType, digest: Digest, size: Int64, platform: Platform? = nil,
        annotations: [String: String] = [:]
    ) {
        var json: JSONValue = [
            "mediaType": .string(mediaType.rawValue), "digest": .string(digest.description), "size": .integer(size),
        ]
        json["platform"] = platform.map(JSONValue.init(platform:))
        if !annotations.isEmpty { json["annotations"] = .object(annotations.mapValues { .string($0) }) }
        self.mediaType = mediaType
        self.digest = digest
        self.size = size
        self.json = json
    }

    private init(_ other: Descriptor, json: JSONValue) {
        (mediaType, digest, size) = (other.mediaType, other.digest, other.size)
        self.json = json
    }

    /// Further facts by name.
    public var annotations: [String: String] { json["annotations"]?.strings ?? [:] }

    /// What an artifact is, where it says so.
    public var artifactType: String? { json["artifactType"]?.string }

    /// - Parameters:
    ///   - name: an annotation's name.
    ///   - value: its value; nil removes it.
    /// - Returns: the same descriptor with that annotation.
    public func annotated(_ name: String, _ value: String?) -> Descriptor {
        var json = self.json
        json[path: "annotations", name] = value.map { .string($0) }
        if json["annotations"]?.object?.isEmpty == true { json["annotations"] = nil }
        return Descriptor(self, json: json)
    }

    /// - Parameter platform: what the content runs on.
    /// - Returns: the same descriptor with that platform.
    public func with(platform: Platform) -> Descriptor {
        var json = self.json
        json["platform"] = JSONValue(platform: platform)
        return Descriptor(self, json: json)
    }
}
