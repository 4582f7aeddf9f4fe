import ArchiveIO
import Platforms
import Reporting

/// A program within an archive of an image.
struct PackedProgram: Hashable, Sendable {
    /// The way to it from the file that is the archive: `!/` before a member, also of an archive in the archive.
    let path: String
    let architecture: Architecture

    /// The way to the archive that it is in.
    var archive: String { path.lastRange(of: "!/").map { String(path[..<$0.lowerBound]) } ?? "" }

    private static let endings = [".ear", ".egg", ".jar", ".nupkg", ".war", ".whl", ".zip"]

    /// - Parameter path: a file's path.
    /// - Returns: whether the file is an archive that programs are loaded from.
    static func isArchive(_ path: String) -> Bool { endings.contains(where: path.hasSuffix) }

    /// - Parameter content: a file that is an archive by its name.
    /// - Returns: a program of each architecture that each archive in it has.
    /// - Throws: ``Failure`` when the file can't be read; what only looks like an archive has no programs.
    static func all(in content: EntryContent) throws -> [PackedProgram] {
        var seen: Set<[String]> = []
        return try FoundProgram.all(in: content).compactMap { program in
            guard seen.insert([program.archive ?? "", program.architecture.name]).inserted else { return nil }
            return PackedProgram(
                path: program.path.filter { !$0.isNewline && $0 != "\0" }, architecture: program.architecture)
        }
    }
}

extension String {
    fileprivate func lastRange(of text: String) -> Range<String.Index>? { ranges(of: text).last }
}
