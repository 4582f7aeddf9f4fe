import ArchiveIO
import BinaryInspection
import Platforms
import Reporting

/// Looks into JARs, wheels and the like that an assembled image takes in: what is in them is loaded as it is.
struct ArchiveCheck {
    /// The image for each platform.
    let drafts: [ImageDraft]
    /// Where the engine's exports are, which were looked through already.
    let exports: String

    private static let endings = [".jar", ".war", ".ear", ".whl"]

    /// - Returns: a sentence for each archive with native parts that one of the platforms has none of.
    /// - Throws: ``Failure`` when an archive can't be read.
    func warnings() throws -> [String] {
        var wanted: [String: Set<Architecture>] = [:]
        var names: [String: String] = [:]
        for draft in drafts {
            for entry in draft.steps.compactMap(\.entries).joined() {
                guard case .file(let file, _) = entry.content, !file.hasPrefix(exports),
                    Self.endings.contains(where: entry.path.hasSuffix)
                else { continue }
                wanted[file, default: []].insert(draft.platform.architecture)
                names[file] = "/" + entry.path
            }
        }
        return try names.sorted { $0.value < $1.value }.flatMap { file, name in
            let start = try FileStart.read(file, count: BinaryImage.prefixLength)
            return warnings(try FoundProgram.all(in: file, named: name, start: start), wanted[file] ?? [])
        }
    }

    private func warnings(_ programs: [FoundProgram], _ wanted: Set<Architecture>) -> [String] {
        let all = Set(drafts.map(\.platform.architecture))
        let archives = Dictionary(grouping: programs) { $0.archive ?? "" }.sorted { $0.key < $1.key }
        return archives.compactMap { _, members in
            let missing = wanted.subtracting(members.map(\.architecture))
            guard !missing.isEmpty, let program = members.first(where: { all.contains($0.architecture) }) else {
                return nil
            }
            let lacking = missing.map(\.name).sorted().joined(separator: ", ")
            return
                "\(program.path) is for \(program.architecture), and its archive has nothing for \(lacking): what loads it"
                + " fails there"
        }
    }
}
