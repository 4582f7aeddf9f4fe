import ArchiveIO
import FoundationEssentials
import OCIModel
import Reporting

/// An archive's images as an OCI layout in a folder, for as long as they are read.
enum UnpackedArchive {
    private static let limits = ArchiveLimits(bytes: 256 << 30, entries: 100_000, depth: 1, ratio: 2000)

    /// - Parameters:
    ///   - archive: the archive.
    ///   - scratch: where it is unpacked.
    ///   - body: gets the image.
    static func with<Result: Sendable>(
        _ archive: ImageArchive, in scratch: String, _ body: (StoredImage) async throws -> Result
    ) async throws -> Result {
        let folder = "\(scratch)/mixarch-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Folder.create(folder)
        let links = try unpack(archive.path, to: folder)
        return try await body(try image(archive, folder, links))
    }

    /// - Returns: the symbolic links, with what they point to: `docker save` stores a layer once.
    private static func unpack(_ path: String, to folder: String) throws -> [String: String] {
        var links: [String: String] = [:]
        try ArchiveReader.read(.file(path), formats: .tar, limits: limits) { entry, content in
            try Task.checkCancellation()
            guard let place = normalised(entry.path) else {
                throw Failure(.invalidInput, "\(path) has a member outside of itself: \(entry.path)")
            }
            switch entry.kind {
            case .file:
                let file = try StagedFile("\(folder)/\(place)")
                try content.forEachChunk { try file.write($0) }
                try file.commit()
            case .symbolicLink(let target), .hardLink(let target):
                let parent = place.split(separator: "/").dropLast().joined(separator: "/")
                let isRelative = if case .symbolicLink = entry.kind { true } else { false }
                links[place] = normalised(isRelative ? "\(parent)/\(target)" : target)
            case .directory, .other: break
            }
            return .next
        }
        return links
    }

    /// A member's path without `.` and `..`; nil when it leaves the archive.
    static func normalised(_ path: String) -> String? {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part != ".." {
                parts.append(part)
            } else if parts.popLast() == nil {
                return nil
            }
        }
        return parts.joined(separator: "/")
    }

    private static func image(
        _ archive: ImageArchive, _ folder: String, _ links: [String: String]
    ) throws -> StoredImage {
        // Docker's newer archives are layouts too, with everything that the older form loses.
        if Folder.fileSize(folder + "/oci-layout") != nil {
            let layout = try OCILayout(reading: folder)
            let reference = try archive.image.map { try layout.named($0) } ?? layout.onlyImage()
            return StoredImage(store: layout, reference: reference)
        }
        guard archive.kind == .docker else {
            throw Failure(
                .unreadableInput, "\(archive.path) holds no OCI layout",
                hint: "is it from docker save? then write docker-archive:\(archive.path)")
        }
        return try DockerArchive(folder: folder, links: links, name: archive.description).image(archive.image)
    }
}

extension OCILayout {
    /// - Parameter text: a tag, or an image's whole name.
    fileprivate func named(_ text: String) throws(Failure) -> ManifestReference {
        let entries = try index().manifests
        let keys = [Self.tagAnnotation, "io.containerd.image.name"]
        let full = (try? ImageReference(parsing: text))?.description
        let found = entries.first { entry in
            keys.contains { key in
                guard let name = entry.annotations[key] else { return false }
                return name == text || name == full || name.hasSuffix(":" + text)
            }
        }
        if let found { return .digest(found.digest) }
        throw Failure(
            .manifestUnknown, "the archive has no image \"\(text)\"",
            hint: "it has: "
                + entries.compactMap { $0.annotations[keys[1]] ?? $0.annotations[keys[0]] }.joined(separator: ", "))
    }
}
