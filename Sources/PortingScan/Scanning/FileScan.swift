import BinaryInspection
import Reporting
import ScanModel

/// Looks at one file of the tree.
struct FileScan: Sendable {
    /// Whether JavaScript in this tree is a program of its own.
    let hasScriptManifest: Bool
    let analyses: [AnalysisRun]

    /// Texts that people write are smaller.
    static let textLimit = 2 << 20

    func outcome(of file: FoundFile) -> Outcome {
        var outcome = Outcome()
        outcome.files = 1
        outcome.bytes = file.size
        do throws(Failure) {
            let open = try OpenFile(file)
            let prefix = try open.prefix(BinaryImage.prefixLength)
            let kind = FileKind(name: file.name, prefix: prefix)
            if case .archive(let container) = kind {
                scanArchive(file, container, in: &outcome)
                return outcome
            }
            guard !prefix.isEmpty else { return outcome }
            countLanguage(of: file, kind, in: &outcome)
            if try !scanBinary(file, open, prefix, in: &outcome) {
                try scanText(file, FileName(path: file.path, prefix: prefix), open, in: &outcome)
            }
        } catch {
            outcome.gaps.append(NotJudged(what: file.path, why: error.message))
        }
        return outcome
    }

    private func countLanguage(of file: FoundFile, _ kind: FileKind, in outcome: inout Outcome) {
        guard kind != .gradle,
            let language = kind.language ?? Language.of(file.name, hasScriptManifest: hasScriptManifest)
        else { return }
        outcome.languages[language] = 1
    }

    private func scanArchive(_ file: FoundFile, _ container: FileKind.Container, in outcome: inout Outcome) {
        guard let location = file.textLocation else {
            outcome.gaps.append(NotJudged(what: file.path, why: "an archive whose path is not UTF-8"))
            return
        }
        outcome.add(ArchiveScan.outcome(ofFileAt: location, path: file.path, container: container))
    }

    /// - Returns: whether the file holds machine code.
    private func scanBinary(
        _ file: FoundFile, _ open: OpenFile, _ prefix: [UInt8], in outcome: inout Outcome
    ) throws(Failure) -> Bool {
        let bytes = NativeBinary.isStaticLibrary(prefix) ? try open.prefix(NativeBinary.staticLibraryPrefix) : prefix
        guard let image = BinaryImage.inspect(bytes) else { return false }
        outcome.binaries = 1
        outcome.judged = 1
        if let native = NativeBinary(path: file.path, image: image, prefix: bytes) { outcome.natives = [native] }
        return true
    }

    private func scanText(
        _ file: FoundFile, _ name: FileName, _ open: OpenFile, in outcome: inout Outcome
    ) throws(Failure) {
        let interests = analyses.map { $0.interest(name) }
        guard interests.contains(where: { if case .none = $0 { false } else { true } }) else { return }
        let bytes = try open.prefix(Self.textLimit)
        if file.size > Int64(bytes.count) {
            outcome.gaps.append(NotJudged(what: file.path, why: "only the first \(bytes.count) bytes were read"))
        }
        outcome.judged = 1
        var text: SourceText?
        for (index, interest) in interests.enumerated() {
            switch interest {
            case .none, .named: continue
            case .containing(let words) where !words.occurs(in: bytes): continue
            case .containing, .always: break
            }
            let whole = text ?? SourceText(path: file.path, bytes: bytes)
            text = whole
            do throws(Failure) {
                if let fact = try analyses[index].examine(whole, name) {
                    outcome.facts[index, default: []].append(fact)
                }
            } catch {
                outcome.gaps.append(NotJudged(what: file.path, why: error.message))
            }
        }
    }
}
