import DockerfileModel
import Platforms
import Reporting

/// What the engines made, by platform and by the COPY that it is for.
struct ExportedFiles: Sendable {
    private var sources: [Platform: [CopyOperation: [CopiedSource]]] = [:]

    mutating func add(_ files: [CopyOperation: [CopiedSource]], for platforms: [Platform]) {
        for platform in platforms { sources[platform, default: [:]].merge(files) { _, new in new } }
    }

    /// - Throws: ``Failure`` with code `bug` when the plan forgot it.
    func sources(of copy: CopyOperation, for platform: Platform) throws(Failure) -> [CopiedSource] {
        guard let found = sources[platform]?[copy] else {
            throw Failure(.bug, "no export has the files of the COPY in line \(copy.position.line) for \(platform)")
        }
        return found
    }
}
