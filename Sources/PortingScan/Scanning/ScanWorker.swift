import BinaryInspection
import Reporting
import ScanModel

/// Looks at files one after the other; several workers share a tree.
struct ScanWorker {
    private let analyses: [any Analysis]
    /// Which of them are asked about plain sources.
    private let seesPlainSources: [Bool]
    /// Whether JavaScript in this tree is a program of its own.
    let hasScriptManifest: Bool
    /// What the files said so far.
    private(set) var outcome = Outcome()
    private let buffer = ReadBuffer()
    private let folder = OpenFolder()
    private var search: LiteralSearch

    init(analyses: [any Analysis], hasScriptManifest: Bool, tables: LiteralSearch.Tables = LiteralSearch.Tables()) {
        self.analyses = analyses
        seesPlainSources = analyses.map { $0.seesPlainSources }
        search = LiteralSearch(tables)
        outcome.facts = analyses.map { $0.noFacts }
        self.hasScriptManifest = hasScriptManifest
    }

    /// Files up to this are read whole, whatever they are.
    private static let smallFile = 32 << 10
    /// Texts that people write are smaller; what programs write, such as tables of test data, nearly always.
    static let textLimit = 32 << 20

    mutating func scan(_ file: FoundFile) {
        outcome.files += 1
        do throws(Failure) {
            let open = try OpenFile(file, in: folder)
            outcome.bytes += open.size
            buffer.clear()
            // Most files are small: one reading is enough for them.
            let isSmall = open.size <= Self.smallFile
            try open.read(into: buffer, limit: isSmall ? Self.smallFile : BinaryImage.prefixLength)
            let name = FileName(path: file.path, prefix: buffer.bytes)
            let interests = file.isCached ? [] : interests(in: name)
            if let kind = ArchiveKind(name: name.name, ending: name.ending, prefix: buffer.bytes) {
                noteName(name, interests)
                // A pointer to an archive is none.
                if let gap = OpaqueFile.gap(name, prefix: buffer.bytes) { return outcome.gaps.append(gap) }
                return scanArchive(file, kind)
            }
            guard !buffer.bytes.isEmpty else { return noteName(name, interests) }
            let language = Language.of(name, hasScriptManifest: hasScriptManifest)
            if !file.isCached, let language { outcome.languages[language, default: 0] += 1 }
            if try !scanPayload(file, name, open),
                let gap = OpaqueFile.gap(name, prefix: buffer.bytes, size: open.size)
            {
                outcome.gaps.append(gap)
            }
            if try scanBinary(file, open) { return noteName(name, interests) }
            try scanText(name, language, interests, open)
        } catch {
            outcome.gaps.append(NotJudged(what: file.path, why: error.message))
        }
    }

    /// What each analysis wants of a file.
    private func interests(in name: FileName) -> [Interest] {
        let isPlain = name.isPlainSource && name.interpreter == nil
        // Looked at where they stand: a copy of an analysis is counted in memory that all workers share.
        return analyses.withUnsafeBufferPointer { analyses in
            analyses.indices.map { isPlain && !seesPlainSources[$0] ? .none : analyses[$0].interest(in: name) }
        }
    }

    /// Looks at a text that lies in no file of its own.
    /// - Parameters:
    ///   - size: how long it is.
    ///   - read: gives its first bytes, as many as are wanted at most; called when it is wanted.
    mutating func scan(_ name: FileName, size: Int64, read: (Int) throws -> [UInt8]) throws {
        let language = Language.of(name, hasScriptManifest: hasScriptManifest)
        if let language { outcome.languages[language, default: 0] += 1 }
        // It can't be read again.
        let interests = interests(in: name).map { $0.atOnce }
        guard interests.contains(where: { $0.wantsText }) else { return noteName(name, interests) }
        let bytes = try read(Self.textLimit)
        buffer.clear()
        _ = buffer.fill(bytes.count) { memory in
            memory.copyBytes(from: bytes)
            return bytes.count
        }
        show(name, language, interests, size: size)
    }

    private mutating func scanArchive(_ file: FoundFile, _ kind: ArchiveKind) {
        guard let location = file.textLocation else {
            outcome.gaps.append(NotJudged(what: file.path, why: "an archive whose path is not UTF-8"))
            return
        }
        note(ArchiveScan.outcome(ofFileAt: location, path: file.path, kind: kind))
    }

    /// Looks into the archive behind a script.
    /// - Returns: whether there is one.
    private mutating func scanPayload(
        _ file: FoundFile, _ name: FileName, _ open: borrowing OpenFile
    ) throws(Failure) -> Bool {
        guard open.size <= SelfExtracting.longest, SelfExtracting.isLikely(ending: name.ending, prefix: buffer.bytes)
        else { return false }
        try open.read(into: buffer, limit: SelfExtracting.longest)
        guard let payload = SelfExtracting.payload(of: buffer.bytes) else { return false }
        let bytes = Array(buffer.bytes[payload.offset...])
        note(ArchiveScan.outcome(ofBytes: bytes, path: file.path, kind: payload.kind))
        return true
    }

    private mutating func note(_ archive: Outcome) {
        for member in archive.memberNames {
            let name = FileName(path: member)
            noteName(name, interests(in: name))
        }
        outcome.add(archive)
    }

    /// - Returns: whether the file holds machine code.
    private mutating func scanBinary(_ file: FoundFile, _ open: borrowing OpenFile) throws(Failure) -> Bool {
        guard BinaryImage.mayBegin(with: buffer.bytes) else { return false }
        if NativeBinary.isStaticLibrary(buffer.bytes) {
            try open.read(into: buffer, limit: NativeBinary.staticLibraryPrefix)
        }
        let prefix = Array(buffer.bytes)
        guard let image = BinaryImage.inspect(prefix) else { return false }
        outcome.binaries += 1
        outcome.judged += 1
        if let native = NativeBinary(path: file.path, image: image, prefix: prefix) { outcome.natives.append(native) }
        return true
    }

    private mutating func scanText(
        _ name: FileName, _ language: String?, _ interests: [Interest], _ open: borrowing OpenFile
    ) throws(Failure) {
        guard interests.contains(where: { $0.wantsText }) else {
            if interests.contains(where: { $0.isEvidence }) { outcome.judged += 1 }
            return noteName(name, interests)
        }
        try open.read(into: buffer, limit: Self.textLimit)
        show(name, language, interests, size: open.size)
    }

    /// Shows the text in the buffer to those that are interested.
    private mutating func show(_ name: FileName, _ language: String?, _ interests: [Interest], size: Int64) {
        if size > Int64(buffer.count) {
            outcome.gaps.append(.cut(name.path, behind: buffer.count))
        }
        // A YAML file without a word of interest says nothing, and is no evidence of anything.
        let isKnown = interests.contains { $0.isEvidence }
        if isKnown || language != nil { outcome.judged += 1 }
        let wanted = interests.compactMap { $0.words }
        var occurring = wanted.isEmpty ? 0 : search.occurring(wanted, in: buffer.bytes)
        let next = occurring >> UInt64(wanted.count)
        var text: SourceText?
        for (index, interest) in interests.enumerated() {
            var isWanted = interest.isAlways
            if interest.words != nil {
                isWanted = occurring & 1 != 0
                occurring >>= 1
            }
            if isWanted {
                let whole =
                    text
                    ?? SourceText(
                        path: name.path, bytes: Array(buffer.bytes),
                        answers: search.next(of: wanted).enumerated().map { index, set in
                            LiteralAnswer(set: set, isFound: next & (1 << UInt64(index)) != 0)
                        })
                text = whole
                examine(whole, name, index)
            } else if interest.words != nil, interest.takesName {
                outcome.facts[index].glance(at: buffer.bytes, name)
            } else if interest.takesName {
                examine(SourceText(path: name.path, bytes: []), name, index)
            }
        }
    }

    /// Shows a file that is no text to those that only want to know that it is there.
    private mutating func noteName(_ name: FileName, _ interests: [Interest]) {
        for (index, interest) in interests.enumerated() {
            if interest.takesName { examine(SourceText(path: name.path, bytes: []), name, index) }
        }
    }

    private mutating func examine(_ text: SourceText, _ name: FileName, _ index: Int) {
        do throws(Failure) {
            try outcome.facts[index].examine(text, name)
        } catch {
            outcome.gaps.append(NotJudged(what: name.path, why: error.message))
        }
    }
}
