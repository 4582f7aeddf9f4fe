import BinaryInspection
import Reporting

/// Looks at one file of the tree.
struct FileScan: Sendable {
    /// Whether JavaScript in this tree is a program of its own.
    let hasScriptManifest: Bool
    let checks: [any Check]

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
            if try !scanBinary(file, open, prefix, in: &outcome), kind.isText {
                try scanText(file, kind, open, in: &outcome)
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
        _ file: FoundFile, _ kind: FileKind, _ open: OpenFile, in outcome: inout Outcome
    ) throws(Failure) {
        let bytes = try open.prefix(Self.textLimit)
        if file.size > Int64(bytes.count) {
            outcome.gaps.append(NotJudged(what: file.path, why: "only the first \(bytes.count) bytes were read"))
        }
        let source = Source(text: SourceText(path: file.path, bytes: bytes), kind: kind)
        outcome.judged = 1
        outcome.findings = checks.flatMap { $0.findings(in: source) }
        if kind == .gradle { outcome.coordinates = GradleCoordinates.declared(in: source) }
        if kind == .mavenProject { outcome.mavenProjects = [try MavenProject(bytes, file: file.path)] }
    }
}
