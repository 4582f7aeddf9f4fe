import ArchiveIO
import BinaryInspection
import Reporting
import ScanModel

/// Looks through an archive and those inside it, for machine code and for class files.
struct ArchiveScan {
    /// The members of an archive cost more than its size; a project's archive needs less than this.
    private static let limits = ArchiveLimits(bytes: 4 << 30, entries: 500_000)

    private var outcome = Outcome()

    /// - Parameters:
    ///   - location: where the file is.
    ///   - path: what the report calls it.
    ///   - container: how it is read.
    static func outcome(ofFileAt location: String, path: String, container: FileKind.Container) -> Outcome {
        var scan = ArchiveScan()
        scan.scan(path) { visit in
            try ArchiveReader.read(.file(location), formats: container.formats, limits: limits, visit: visit)
        }
        return scan.outcome
    }

    /// Runs a reading; a failure becomes a gap of this archive only.
    private mutating func scan(_ path: String, reading: (ArchiveReader.Visitor) throws -> Void) {
        outcome.archives += 1
        let judgedBefore = outcome.judged
        do {
            try reading { entry, content in
                if entry.kind == .file { try visit(content, path: path + "!/" + entry.path, name: entry.path) }
                return .next
            }
        } catch let failure as Failure {
            outcome.gaps.append(NotJudged(what: path, why: Self.reason(failure)))
        } catch {
            outcome.gaps.append(NotJudged(what: path, why: "can't be read as an archive"))
        }
        if outcome.judged > judgedBefore { outcome.judged += 1 }
    }

    private mutating func visit(_ content: EntryContent, path: String, name: String) throws {
        guard !name.hasSuffix(".class") else {
            outcome.judged += 1
            return
        }
        var prefix = try content.prefix(BinaryImage.prefixLength)
        if let container = FileKind.container(of: name, prefix: prefix) {
            return scan(path) { try content.readArchive(formats: container.formats, visit: $0) }
        }
        if NativeBinary.isStaticLibrary(prefix) { prefix = try content.prefix(NativeBinary.staticLibraryPrefix) }
        guard let image = BinaryImage.inspect(prefix) else { return }
        outcome.binaries += 1
        outcome.judged += 1
        if let native = NativeBinary(path: path, image: image, prefix: prefix) { outcome.natives.append(native) }
    }

    /// The failure names the file by where it is on this machine; the report names it itself.
    private static func reason(_ failure: Failure) -> String {
        switch failure.code {
        case .archiveLimit: "asks for more than a scan gives an archive (a bomb, or nested too deep)"
        case .corruptArchive: "can't be read as an archive: truncated, damaged or encrypted"
        default: "can't be read"
        }
    }
}
