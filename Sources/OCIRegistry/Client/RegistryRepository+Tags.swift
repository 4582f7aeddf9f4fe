import HTTPTransport
import OCIModel
import RawJSON
import Reporting

/// Source: OCI distribution-spec, "Listing Tags".
extension RegistryRepository {
    /// The repository's tags, page by page.
    /// - Parameter limit: the most tags that are read.
    /// - Returns: the tags in the registry's order; names that no tag can have are left out.
    /// - Throws: ``Failure`` with code `repository-unknown`, among others.
    public func tags(limit: Int = 10_000) async throws -> [Tag] {
        var tags: [Tag] = []
        var next: String? = url("tags/list?n=1000")
        while let address = next, tags.count < limit {
            let request = HTTPRequest("GET", address)
            let response = try await client.send(request, .pull(repository))
            guard response.isSuccess else {
                throw await client.failure(
                    response, to: request, "can't list the tags of \(name)", .pull(repository),
                    notFound: .repositoryUnknown)
            }
            let bytes = try await response.body.collect(limit: 16 << 20)
            let list = try JSONValue(parsing: bytes, source: "the list of tags of \(name)")
            tags += (list["tags"]?.array ?? []).compactMap { $0.string.flatMap { try? Tag(parsing: $0) } }
            next = Self.next(in: response.headers, after: address)
        }
        return Array(tags.prefix(limit))
    }

    /// `Link: </v2/shop/tags/list?n=1000&last=z>; rel="next"` (RFC 8288).
    private static func next(in headers: HTTPHeaders, after address: String) -> String? {
        let link = headers.values(of: "Link").first { $0.firstRange(of: "next") != nil }
        guard let link, let start = link.firstIndex(of: "<"), let end = link.firstIndex(of: ">"), start < end else {
            return nil
        }
        let target = URLReference.resolve(String(link[link.index(after: start)..<end]), against: address)
        // A list that leads back to itself would never end.
        return target == address ? nil : target
    }
}
