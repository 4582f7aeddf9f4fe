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
        return try await seen.count - parts + copySignatures(of: image, from: source, to: destination)
    }

    /// Copies what cosign before OCI 1.1 keeps under tags beside an image.
    /// - Returns: how many were found.
    private func copySignatures(
        of image: ImageContents, from source: any ImageStore, to destination: (any ImageStore)?
    ) async throws -> Int {
        var tags: [Tag] = []
        for part in [image.root] + image.manifests { tags += try SignatureTag.tags(of: part.digest) }
        var seen: Set<Tag> = []
        let found = try await concurrentMap(tags.filter { seen.insert($0).inserted }, width: width) { tag in
            try await source.known(tag).map { (tag, $0) }
        }.compactMap(\.self)
        guard let destination else { return found.count }
        for (tag, document) in found {
            let there = try await destination.known(tag)
            if there?.digest == document.digest { continue }
            // Somebody signed the copy: both signatures under one tag would be a new image, which is cosign's work.
            guard there == nil else {
                report(.warning("\(destination.name):\(tag) is another one than in \(source.name): it stays as it is"))
                continue
            }
            try await push(try await contents(of: document, in: source), to: destination, as: [.tag(tag)])
        }
        return found.count
    }
}

extension ImageStore {
    /// - Returns: what a tag stands for; nil for nothing.
    fileprivate func known(_ tag: Tag) async throws -> ManifestDocument? {
        do {
            return try await manifest(.tag(tag))
        } catch let failure as Failure where [.manifestUnknown, .repositoryUnknown].contains(failure.code) {
            return nil
        }
    }
}
