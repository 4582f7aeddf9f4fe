import OCIModel
import Reporting

extension ImageTransfer {
    /// Nobody has so much to say about an image; a hostile registry would keep us busy forever.
    private static let mostReferrers = 1000

    /// Copies what refers to an image and its parts: signatures, SBOMs and the like, and what refers to those.
    /// - Parameters:
    ///   - image: the image, which is there already.
    ///   - source: where it and what refers to it is.
    ///   - destination: where to; nil to look only.
    /// - Returns: how many were found.
    /// - Throws: ``Failure`` when one can't be read or stored.
    public func copyReferrers(
        of image: ImageContents, from source: any ImageStore, to destination: (any ImageStore)?
    ) async throws -> Int {
        var waiting = ([image.root] + image.manifests).map(\.digest)
        var seen = Set(waiting)
        let parts = seen.count
        // One after the other: a list under a tag is read, extended and written again.
        while let subject = waiting.popLast() {
            for entry in try await source.referrers(of: subject) where seen.insert(entry.digest).inserted {
                guard seen.count - parts <= Self.mostReferrers else {
                    throw Failure(.invalidDocument, "\(source.name): more refers to \(subject) than makes sense")
                }
                let document = try await source.manifest(.digest(entry.digest))
                guard document.subject == subject else {
                    throw Failure(
                        .invalidDocument,
                        "\(source.name) lists \(entry.digest) as referring to \(subject), which it doesn't")
                }
                waiting.append(entry.digest)
                guard let destination else { continue }
                let contents = try await contents(of: document, in: source)
                try await push(contents, to: destination, as: [])
                try await destination.attach(document, to: subject)
            }
        }
        return seen.count - parts
    }
}
