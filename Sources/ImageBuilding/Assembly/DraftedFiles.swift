import ArchiveIO
import FoundationEssentials
import Reporting

/// The contents of a draft's files, to copy from before any layer is written.
struct DraftedFiles {
    /// A file that holds a content.
    struct File {
        let path: String
        let size: Int64
        let capability: [UInt8]?
        /// The same for all names of one file.
        let identity: String
    }

    /// By the path that the last layer has.
    private var files: [String: File] = [:]

    /// - Parameters:
    ///   - steps: what the draft's instructions add.
    ///   - folder: where texts of the Dockerfile itself are written to.
    /// - Throws: ``Failure`` when they can't be written.
    init(_ steps: [ImageDraft.Step], folder: String) throws(Failure) {
        for (number, step) in steps.enumerated() {
            let entries = step.entries ?? []
            for (index, entry) in entries.enumerated() {
                let identity = "draft \(number) \(entry.path)"
                switch entry.content {
                case .file(let path, let size):
                    files[entry.path] = File(path: path, size: size, capability: entry.capability, identity: identity)
                case .bytes(let bytes):
                    let path = "\(folder)/text-\(number)-\(index)"
                    try TextFile.makeFolder(folder)
                    try TextFile.write(String(decoding: bytes, as: UTF8.self), to: path)
                    files[entry.path] = File(
                        path: path, size: Int64(bytes.count), capability: entry.capability, identity: identity)
                case .directory, .symbolicLink, .hardLink: break
                }
            }
            // A link is to a file of the same layer, which a later one may replace.
            for entry in entries {
                if case .hardLink(let target) = entry.content { files[entry.path] = files[target] }
            }
        }
    }

    /// - Parameters:
    ///   - path: where it is in the image.
    ///   - node: what is there.
    /// - Returns: its content; nil when it comes from a layer of the base.
    func file(at path: String, _ node: FileTree.Node) -> File? {
        guard let origin = node.origin else { return files[path] }
        return origin.layer == ImageDraft.linked ? files[origin.path] : nil
    }
}
