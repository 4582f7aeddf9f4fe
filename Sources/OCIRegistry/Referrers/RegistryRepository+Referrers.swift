import HTTPTransport
import OCIModel
import Reporting

/// Source: OCI distribution-spec, "Listing Referrers" and "Pushing Manifests with Subject".
extension RegistryRepository {
    /// Nobody's list has so many parts; a hostile one would keep us busy forever.
    private static let mostPages = 100

    public func referrers(of subject: Digest) async throws -> [Descriptor] {
        var found: [Descriptor] = []
        var next: String? = url("referrers/\(subject)")
        for _ in 0..<Self.mostPages {
            guard let place = next else { break }
            let request = HTTPRequest("GET", place, headers: ["Accept": MediaType.ociIndex.rawValue])
            let response = try await client.send(request, .pull(repository))
            // A registry that does not know such lists answers as for any address that it does not know.
            let isKnown = response.headers["Content-Type"]?.hasPrefix(MediaType.ociIndex.rawValue) == true
            guard response.isSuccess, isKnown else {
                if response.isSuccess || [400, 404, 405].contains(response.status) {
                    return try await taggedReferrers(of: subject)?.manifests ?? []
                }
                throw await client.failure(
                    response, to: request, "can't list what refers to \(subject.short) in \(name)", .pull(repository))
            }
            let bytes = try await response.body.collect(limit: ManifestDocument.sizeLimit)
            found += try ImageIndex(parsing: bytes, source: "the referrers of \(name)@\(subject)").manifests
            next = response.headers["Link"].flatMap(Self.next).flatMap { URLReference.resolve($0, against: place) }
        }
        return found
    }

    public func attach(_ manifest: ManifestDocument, to subject: Digest) async throws {
        let response = try await store(manifest, as: .digest(manifest.digest))
        // A registry that keeps the list itself says so.
        guard response.headers["OCI-Subject"] == nil else { return }
        let known = try await taggedReferrers(of: subject)
        let list = known?.manifests ?? []
        guard !list.contains(where: { $0.digest == manifest.digest }) else { return }
        let entries = list + [try manifest.referrer()]
        let index = try known?.with(manifests: entries) ?? ImageIndex(manifests: entries)
        try await put(.index(index), as: .tag(try ReferrersTag.tag(of: subject)))
    }

    private func taggedReferrers(of subject: Digest) async throws -> ImageIndex? {
        do {
            return try await manifest(.tag(try ReferrersTag.tag(of: subject))).index
        } catch let failure as Failure where [.manifestUnknown, .repositoryUnknown].contains(failure.code) {
            return nil
        }
    }

    /// `</v2/…>; rel="next"` (RFC 8288).
    private static func next(_ field: String) -> String? {
        for link in field.split(separator: ",") where link.contains("rel=\"next\"") || link.contains("rel=next") {
            guard let begin = link.firstIndex(of: "<"), let end = link[begin...].firstIndex(of: ">") else { continue }
            return String(link[link.index(after: begin)..<end])
        }
        return nil
    }
}
