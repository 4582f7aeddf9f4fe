import Synchronization

/// The files of a tree, given out to workers by the handful: one by one would cost more than many a file.
final class FileQueue: Sendable {
    private static let handful = 16

    let files: [FoundFile]
    private let next = Atomic(0)

    init(_ files: [FoundFile]) { self.files = files }

    /// - Returns: files that no worker has taken before; nil when all are taken.
    func take() -> ArraySlice<FoundFile>? {
        let start = next.add(Self.handful, ordering: .relaxed).oldValue
        guard start < files.count else { return nil }
        return files[start..<min(start + Self.handful, files.count)]
    }
}
