import OCIModel
import RawJSON
import Reporting

/// The tag that lists what refers to a manifest, in registries that have no such list of their own.
///
/// Source: OCI distribution-spec, "Referrers Tag Schema".
enum ReferrersTag {
    /// - Parameter subject: the manifest that is referred to.
    /// - Throws: ``Failure`` with code `invalid-reference`, never for a digest that is one.
    static func tag(of subject: Digest) throws(Failure) -> Tag {
        try Tag(parsing: "\(subject.algorithm.rawValue.prefix(32))-\(subject.hex.prefix(64))")
    }
}

extension ManifestDocument {
    /// The manifest that it refers to; nil when it refers to none.
    var subject: Digest? {
        let json =
            switch self {
            case .index(let index): index.json
            case .image(let manifest): manifest.json
            }
        return json[path: "subject", "digest"]?.string.flatMap { try? Digest(parsing: $0) }
    }

    /// How a list of what refers to something has it.
    ///
    /// Source: OCI distribution-spec, "Listing Referrers".
    /// - Throws: ``Failure`` with code `bug`, never for a document that was read.
    func referrer() throws(Failure) -> Descriptor {
        var json = descriptor.json
        switch self {
        case .index(let index):
            json["artifactType"] = index.json["artifactType"]
            json["annotations"] = index.json["annotations"]
        case .image(let manifest):
            json["artifactType"] = manifest.json["artifactType"] ?? .string(manifest.config.mediaType.rawValue)
            json["annotations"] = manifest.json["annotations"]
        }
        return try Descriptor(json: json, source: "\(digest)")
    }
}
