import Reporting
import ScanModel

/// Reads files of a tree again, or for the first time, when an analysis knows that it needs them.
struct FurtherReading: Sendable {
    let files: [FoundFile]
    /// Projects in the tree that stand side by side.
    let projects: SeparateProjects

    init(files: [FoundFile]) {
        self.files = files
        projects = SeparateProjects(files)
    }

    /// - Parameters:
    ///   - wanted: files by their paths; those that are not there, or not any more, are passed over.
    ///   - visit: gets each of them, in the order of the tree.
    /// - Returns: those that can't be read, or not to their end.
    /// - Throws: `CancellationError`.
    func read(_ wanted: [FurtherFile], visit: (SourceText, FileName) -> Void) throws -> [NotJudged] {
        let wanted = wanted.reduce(into: [:]) { $0[$1.path] = $1 }
        let buffer = ReadBuffer()
        let folder = OpenFolder()
        var gaps: [NotJudged] = []
        for file in files {
            guard let further = wanted[file.path] else { continue }
            try Task.checkCancellation()
            buffer.clear()
            do throws(Failure) {
                let open = try OpenFile(file, in: folder)
                try open.read(into: buffer, limit: ScanWorker.textLimit)
                if open.size > Int64(buffer.count) { gaps.append(.cut(file.path, behind: buffer.count)) }
            } catch {
                gaps.append(NotJudged(what: file.path, why: error.message))
                continue
            }
            guard further.words?.occurs(in: buffer.bytes) != false else { continue }
            visit(
                SourceText(path: file.path, bytes: Array(buffer.bytes), question: further.question),
                FileName(path: file.path, prefix: buffer.bytes))
        }
        return gaps
    }
}

extension NotJudged {
    /// A file that was not read to its end.
    static func cut(_ path: String, behind count: Int) -> NotJudged {
        NotJudged(what: path, why: "only the first \(count) bytes were read")
    }
}
