import FoundationEssentials
import Reporting

/// A folder for one build, removed with it. What a killed build leaves is removed by the next.
struct ScratchFolder: Sendable {
    let path: String
    private let lock: StoreLock

    /// - Parameter cacheFolder: mixarch's cache.
    /// - Throws: ``Failure`` with code `cache-not-writable`.
    init(in cacheFolder: String) throws(Failure) {
        let parent = cacheFolder + "/scratch"
        path = parent + "/" + UUID().uuidString
        try TextFile.makeFolder(path)
        guard let lock = try StoreLock.acquireNow(path + "/lock") else {
            throw Failure(.bug, "the new folder \(path) is in use")
        }
        self.lock = lock
        Self.removeAbandoned(in: parent, except: path)
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
        lock.release()
    }

    /// Folders whose builds have ended: their locks are free.
    private static func removeAbandoned(in parent: String, except own: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] {
            let folder = parent + "/" + name
            // Without a lock file it is being made right now.
            guard folder != own, FileManager.default.fileExists(atPath: folder + "/lock"),
                let lock = try? StoreLock.acquireNow(folder + "/lock")
            else { continue }
            try? FileManager.default.removeItem(atPath: folder)
            lock.release()
        }
    }
}
