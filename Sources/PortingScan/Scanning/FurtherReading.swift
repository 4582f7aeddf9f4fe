import Reporting
import ScanModel

/// Reads files of a tree again, or for the first time, when an analysis knows that it needs them.
struct FurtherReading: Sendable {
    let files: [FoundFile]

    /// - Parameters:
    ///   - wanted: files by their paths; those that are not there, or not any more, are passed over.
    ///   - visit: gets each of them, in the order of the tree.
    /// - Throws: `CancellationError`.
    func read(_ wanted: [FurtherFile], visit: (SourceText, FileName) -> Void) throws {
        let wanted = wanted.reduce(into: [:]) { $0[$1.path] = $1 }
        let buffer = ReadBuffer()
        for file in files {
            guard let further = wanted[file.path] else { continue }
            try Task.checkCancellation()
            buffer.clear()
            do throws(Failure) {
                let open = try OpenFile(file)
                try open.read(into: buffer, limit: ScanWorker.textLimit)
            } catch {
                continue
            }
            guard further.words?.occurs(in: buffer.bytes) != false else { continue }
            visit(
                SourceText(path: file.path, bytes: Array(buffer.bytes)),
                FileName(path: file.path, prefix: buffer.bytes))
        }
    }
}
