import Platforms
import Reporting

/// Finds JARs, wheels and the like with native parts for other architectures, and none for the image's own.
///
/// Whether a program ever loads them is not known: what is found is worth knowing, and no problem of the image.
struct PackedPrograms {
    let architecture: Architecture
    private static let mostNamed = 5

    /// - Parameter tree: the image's files.
    /// - Returns: a sentence for each such archive.
    func notes(on tree: FileTree) -> [String] {
        // An artifact for each architecture, called after it, is as good as one for all.
        var families: [String: [(path: String, architecture: Architecture)]] = [:]
        for (path, node) in tree.nodes {
            guard case .file(.archive(let programs)) = node.kind else { continue }
            for program in programs {
                families[Self.family(path + program.archive), default: []].append(
                    (path + program.path, program.architecture))
            }
        }
        let lacking = families.values.filter { members in !members.contains { architecture.runs($0.architecture) } }
        let found = lacking.compactMap { $0.min { $0.path < $1.path } }.sorted { $0.path < $1.path }
        let notes = found.prefix(Self.mostNamed).map { program in
            "/\(program.path) is for \(program.architecture), and its archive has nothing for \(architecture):"
                + " what loads it fails there"
        }
        let rest = found.count - notes.count
        return rest > 0 ? notes + ["\(Plural.of(rest, "more archive")) like that"] : notes
    }

    /// The archive's path without what names an architecture.
    private static func family(_ path: String) -> String {
        ForeignPrograms.words(of: path).map { Architecture($0) == nil ? $0 : "" }.joined(separator: "/")
    }
}
