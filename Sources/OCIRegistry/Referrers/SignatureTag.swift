import OCIModel
import Reporting

/// The tags under which cosign keeps signatures, attestations and SBOMs of a manifest.
///
/// Source: cosign, specs/SIGNATURE_SPEC.md and specs/SBOM_SPEC.md, "Tag-based discovery".
enum SignatureTag {
    /// - Parameter digest: the manifest's.
    /// - Throws: ``Failure`` with code `invalid-reference`, never for a digest that is one.
    static func tags(of digest: Digest) throws(Failure) -> [Tag] {
        var tags: [Tag] = []
        for ending in ["sig", "att", "sbom"] {
            tags.append(try Tag(parsing: "\(digest.algorithm.rawValue)-\(digest.hex).\(ending)"))
        }
        return tags
    }
}
