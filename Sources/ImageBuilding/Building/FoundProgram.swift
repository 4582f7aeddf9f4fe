import ArchiveIO
import BinaryInspection
import Platforms
import Reporting

/// A program among files that are said to run everywhere.
struct FoundProgram: Hashable, Sendable {
    /// The file; `!/` stands before a member of an archive.
    let path: String
    /// The archive that it is in; nil when it is a file of its own.
    let archive: String?
    let architecture: Architecture

    private static let zipMagic: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

    /// - Parameters:
    ///   - file: a file on this machine.
    ///   - name: what to call it.
    ///   - start: its first bytes.
    /// - Returns: the program that it is, or those in the ZIP archives (JARs) that it is or holds.
    /// - Throws: ``Failure`` when it can't be read.
    static func all(in file: String, named name: String, start: [UInt8]) throws -> [FoundProgram] {
        if case .program(let facts) = FileFacts(start: start) {
            return facts.architecture.map { [FoundProgram(path: name, archive: nil, architecture: $0)] } ?? []
        }
        guard start.starts(with: zipMagic) else { return [] }
        return try collected(archive: name) { wants, visit in
            try ArchiveReader.read(.file(file), formats: .zip, wants: wants, visit: visit)
        }
    }

    /// - Parameter content: a member of something that is being read.
    /// - Returns: the programs in the ZIP archive that it is; their paths begin at its own.
    /// - Throws: ``Failure`` when what is being read can't be read on.
    static func all(in content: EntryContent) throws -> [FoundProgram] {
        guard try content.prefix(zipMagic.count) == zipMagic else { return [] }
        return try collected(archive: "") { wants, visit in
            try content.readArchive(formats: .zip, wants: wants, visit: visit)
        }
    }

    private static func collected(
        archive: String, _ read: (ArchiveReader.Filter, ArchiveReader.Visitor) throws -> Void
    ) throws -> [FoundProgram] {
        var found: [FoundProgram] = []
        do {
            try read(mayBeProgram) { entry, content in
                try collect(entry, content, archive: archive, into: &found)
                return .next
            }
        } catch let failure as Failure where failure.code.kind == .input && failure.code != .libraryMissing {
            // It only looks like an archive, or is one that no class loader would open: data.
        }
        return found
    }

    /// Most members of a JAR are classes: they are not unpacked.
    private static func mayBeProgram(_ path: UnsafeRawBufferPointer) -> Bool {
        !path.suffix(6).elementsEqual(".class".utf8)
    }

    private static func collect(
        _ entry: ArchiveEntry, _ content: EntryContent, archive: String, into found: inout [FoundProgram]
    ) throws {
        guard entry.kind == .file else { return }
        let start = try content.prefix(BinaryImage.prefixLength)
        let path = archive + "!/" + entry.path
        if case .program(let facts) = FileFacts(start: start), let architecture = facts.architecture {
            found.append(FoundProgram(path: path, archive: archive, architecture: architecture))
        } else if start.starts(with: zipMagic) {
            try content.readArchive(formats: .zip, wants: mayBeProgram) { inner, innerContent in
                try collect(inner, innerContent, archive: path, into: &found)
                return .next
            }
        }
    }
}

/// Decides whether files that were made on this machine may go to images of other architectures.
struct SharedFilesCheck {
    /// What the images are for.
    let architectures: Set<Architecture>
    /// What made the files.
    let builder: Architecture

    /// - Parameter programs: the programs among the files.
    /// - Returns: a program of this machine's architecture that has no twin for each of the others; nil when there is
    ///   none.
    func offender(among programs: [FoundProgram]) -> FoundProgram? {
        // What is for a third architecture would be the same wherever it was made.
        Dictionary(grouping: programs, by: Self.family).sorted { $0.key < $1.key }.lazy.compactMap { _, members in
            architectures.isSubset(of: members.map(\.architecture))
                ? nil : members.first { $0.architecture == builder }
        }.first
    }

    /// What belongs together: a library for Java brings its native parts for all architectures in one archive, a
    /// package of npm in folders that are named after them.
    private static func family(_ program: FoundProgram) -> String {
        guard program.archive == nil else { return program.archive ?? "" }
        return ForeignPrograms.isChosenByName(program.architecture, program.path)
            ? ForeignPrograms.withoutName(of: program.architecture, program.path) : program.path
    }
}
