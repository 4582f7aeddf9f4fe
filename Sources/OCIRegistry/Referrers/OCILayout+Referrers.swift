import OCIModel
import Reporting

/// A layout lists what refers to something without a name in its `index.json`, as oras has it.
extension OCILayout {
    public func referrers(of subject: Digest) async throws -> [Descriptor] {
        var found: [Descriptor] = []
        for entry in try index().manifests where entry.annotations[Self.tagAnnotation] == nil {
            let document = try await manifest(.digest(entry.digest))
            if document.subject == subject { found.append(try document.referrer()) }
        }
        return found
    }

    public func attach(_ manifest: ManifestDocument, to subject: Digest) async throws {
        try await put(manifest, as: .digest(manifest.digest))
        try add(try manifest.referrer())
    }
}
