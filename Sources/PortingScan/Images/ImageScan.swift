import ArchiveIO
import BinaryInspection
import Reporting
import ScanModel

/// Looks at the files of an image as a container would see them: the layers one over the other.
struct ImageScan {
    /// A layer of an honest image may be larger and better compressible than an archive in a source tree.
    private static let limits = ArchiveLimits(bytes: 256 << 30, entries: 5_000_000, ratio: 2000)

    private var worker: ScanWorker
    private var overlay = LayerOverlay()
    private var binaries = Outcome()
    private(set) var packages = SystemPackages()

    init(analyses: [any Analysis]) { worker = ScanWorker(analyses: analyses, hasScriptManifest: false) }

    /// What all files said, but those of the distribution's packages.
    var outcome: Outcome {
        var whole = worker.outcome
        whole.add(binaries)
        whole.natives.removeAll { packages.own($0.path) }
        whole.gaps.removeAll { packages.own($0.what) }
        for index in whole.facts.indices { whole.facts[index].removeAll { packages.own($0) } }
        return whole
    }

    /// Looks at a layer; those above it came before.
    /// - Parameters:
    ///   - layer: where its bytes are.
    ///   - name: what a gap calls it.
    /// - Throws: `CancellationError`. A layer that can't be read becomes a gap.
    mutating func scan(_ layer: LayerFile, name: String) throws {
        do {
            switch layer {
            case .file(let path):
                try ArchiveReader.read(.file(path), formats: .tar, limits: Self.limits) { try visit($0, $1) }
            case .member(let member, let archive): try scan(member, of: archive, links: 0)
            }
        } catch let failure as Failure {
            let why = failure.code == .archiveLimit ? "asks for more than a scan gives a layer" : "can't be read"
            binaries.gaps.append(NotJudged(what: name, why: why))
        }
        overlay.endLayer()
    }

    /// `docker save` wrote a layer that occurs twice as a link, once.
    private mutating func scan(_ member: String, of archive: String, links: Int) throws {
        var isThere = false
        var target: String?
        try ArchiveReader.read(.file(archive), formats: .tar, limits: Self.limits) { entry, content in
            guard LayerOverlay.normalised(entry.path) == member else { return .next }
            switch entry.kind {
            case .file:
                isThere = true
                try content.readArchive(formats: .tar) { try visit($0, $1) }
            case .symbolicLink(let link): target = LayerOverlay.normalised(member.folder + "/" + link)
            default: break
            }
            return .stop
        }
        if let target, links == 0 { return try scan(target, of: archive, links: 1) }
        if !isThere { throw Failure(.corruptArchive, "\(member) is missing") }
    }

    private mutating func visit(_ entry: ArchiveEntry, _ content: EntryContent) throws -> ArchiveReader.Continuation {
        try Task.checkCancellation()
        let path = LayerOverlay.normalised(entry.path)
        guard overlay.sees(path, isFolder: entry.kind == .directory), entry.kind == .file else { return .next }
        binaries.files += 1
        binaries.bytes += entry.size ?? 0
        packages.see(path)
        if SystemPackages.isList(path) {
            let text = try content.bytes(limit: SystemPackages.longestList)
            packages.read(path, String(decoding: text, as: UTF8.self))
        } else if entry.size != 0, !ImagePlace.isWithoutPrograms(path) {
            try visit(path, entry, content)
        }
        return .next
    }

    private mutating func visit(_ path: String, _ entry: ArchiveEntry, _ content: EntryContent) throws {
        var prefix = try content.prefix(BinaryImage.prefixLength)
        let file = FileName(path: path, prefix: prefix)
        if let kind = ArchiveKind(name: file.name, ending: file.ending, prefix: prefix) {
            return binaries.add(ArchiveScan.outcome(of: content, path: path, kind: kind))
        }
        if let gap = OpaqueFile.gap(file, prefix: prefix, size: entry.size ?? 0) { binaries.gaps.append(gap) }
        if prefix.withUnsafeBytes({ BinaryImage.mayBegin(with: $0) }) {
            if NativeBinary.isStaticLibrary(prefix) { prefix = try content.prefix(NativeBinary.staticLibraryPrefix) }
            if let image = BinaryImage.inspect(prefix) {
                binaries.binaries += 1
                binaries.judged += 1
                if let native = NativeBinary(path: path, image: image, prefix: prefix) {
                    binaries.natives.append(native)
                }
                return
            }
        }
        guard !ImagePlace.isSystem(path) else { return }
        try worker.scan(file, size: entry.size ?? 0) { try content.prefix($0) }
    }
}
