import ArchiveIO
import BinaryInspection
import Reporting
import ScanModel

/// Looks through an archive and those inside it, for machine code and for class files.
struct ArchiveScan {
    /// The members of an archive cost more than its size; a project's archive needs less than this.
    private static let limits = ArchiveLimits(bytes: 4 << 30, entries: 500_000)

    private var outcome = Outcome()
    /// How many members of an archive may be named that can't be read.
    private static let mostNamed = 5

    /// - Parameters:
    ///   - location: where the file is.
    ///   - path: what the report calls it.
    ///   - kind: how it is read.
    static func outcome(ofFileAt location: String, path: String, kind: ArchiveKind) -> Outcome {
        var scan = ArchiveScan()
        scan.scan(path, kind) { wants, visit in
            try ArchiveReader.read(
                .file(location), formats: kind.formats, limits: limits, wants: wants, visit: visit)
        }
        return scan.outcome
    }

    /// The same for an archive in memory.
    static func outcome(ofBytes bytes: [UInt8], path: String, kind: ArchiveKind) -> Outcome {
        var scan = ArchiveScan()
        scan.scan(path, kind) { wants, visit in
            try ArchiveReader.read(
                .bytes(bytes, name: path), formats: kind.formats, limits: limits, wants: wants, visit: visit)
        }
        return scan.outcome
    }

    /// The same for an archive that is a member of something that is being read.
    static func outcome(of content: EntryContent, path: String, kind: ArchiveKind) -> Outcome {
        var scan = ArchiveScan()
        scan.scan(path, kind) { try content.readArchive(formats: kind.formats, wants: $0, visit: $1) }
        return scan.outcome
    }

    /// Runs a reading; a failure becomes a gap of this archive only.
    private mutating func scan(
        _ path: String, _ kind: ArchiveKind, reading: (ArchiveReader.Filter, ArchiveReader.Visitor) throws -> Void
    ) {
        if kind != .compressed { outcome.archives += 1 }
        let judgedBefore = outcome.judged
        var classes = 0
        var unreadable: [NotJudged] = []
        do {
            let wants = { (name: UnsafeRawBufferPointer) -> Bool in
                switch MemberScreen.answer(name) {
                case .bytecode: classes += 1
                case .passedOver: break
                case .opened: return true
                }
                return false
            }
            try reading(wants) { entry, content in
                guard entry.kind == .file, entry.size != 0 else { return .next }
                if entry.path.hasSuffix(".jar") { outcome.memberNames.append(path + "!/" + entry.path) }
                if kind == .compressed, entry.size == nil { return try visitCompressed(content, path: path) }
                let memberPath = path + "!/" + entry.path
                if SavedImage.isPart(entry.path) {
                    note(SavedImage.gap(path), kind)
                    return .stop
                }
                do {
                    try visit(content, path: memberPath, name: entry.path)
                } catch let failure as Failure where kind.hasIndependentMembers && failure.code != .archiveLimit {
                    unreadable.append(NotJudged(what: memberPath, why: Self.reason(failure)))
                }
                return .next
            }
        } catch {
            let why = (error as? Failure).map { Self.reason($0) } ?? "can't be read as an archive"
            note(NotJudged(what: path, why: why), kind)
        }
        outcome.judged += classes
        outcome.gaps += Self.summed(unreadable, in: path)
        if outcome.judged > judgedBefore { outcome.judged += 1 }
    }

    /// Tests have broken archives and images on purpose, and a compressed file is a program only if its name says so.
    private mutating func note(_ gap: NotJudged, _ kind: ArchiveKind) {
        let place = BinaryPlace(gap.what)
        let isData = kind == .compressed && !OpaqueFile.mayBeProgram(FileName(path: String(gap.what.withoutEnding)))
        if place == .tests || place == .testData || isData {
            outcome.omissions.append(gap)
        } else {
            outcome.gaps.append(gap)
        }
    }

    /// A file that is compressed by itself: its first bytes are enough.
    private mutating func visitCompressed(_ content: EntryContent, path: String) throws -> ArchiveReader.Continuation {
        note(try content.prefix(BinaryImage.prefixLength), path: path)
        return .stop
    }

    private mutating func visit(_ content: EntryContent, path: String, name: String) throws {
        var prefix = try content.prefix(BinaryImage.firstLook)
        let file = FileName(path: path)
        if let kind = ArchiveKind(name: file.name, ending: file.ending, prefix: prefix) {
            return scan(path, kind) { try content.readArchive(formats: kind.formats, wants: $0, visit: $1) }
        }
        if let gap = OpaqueFile.gap(file, prefix: prefix) { return outcome.gaps.append(gap) }
        guard prefix.withUnsafeBytes({ BinaryImage.mayBegin(with: $0) }) else { return }
        prefix = try content.prefix(
            NativeBinary.isStaticLibrary(prefix) ? NativeBinary.staticLibraryPrefix : BinaryImage.prefixLength)
        note(prefix, path: path)
    }

    private mutating func note(_ prefix: [UInt8], path: String) {
        guard let image = BinaryImage.inspect(prefix) else { return }
        outcome.binaries += 1
        outcome.judged += 1
        if let native = NativeBinary(path: path, image: image, prefix: prefix) { outcome.natives.append(native) }
    }

    /// A damaged archive may have thousands of damaged members.
    private static func summed(_ gaps: [NotJudged], in path: String) -> [NotJudged] {
        guard gaps.count > mostNamed else { return gaps }
        let rest = gaps.count - mostNamed
        return gaps.prefix(mostNamed) + [NotJudged(what: path, why: "\(rest) more members can't be read")]
    }

    /// The failure names the file by where it is on this machine; the report names it itself.
    private static func reason(_ failure: Failure) -> String {
        switch failure.code {
        case .archiveLimit: "asks for more than a scan gives an archive (a bomb, or nested too deep)"
        case .encryptedMember: "is encrypted"
        case .corruptArchive: "can't be read as an archive: truncated, damaged or encrypted"
        case .libraryMissing: [failure.message, failure.hint].compactMap { $0 }.joined(separator: "; ")
        default: "can't be read"
        }
    }
}
