import Reporting
import ScanModel

extension FileTree {
    /// What paths in a cache begin with.
    static let cachePrefix = "cache:"

    /// Adds a package manager's folder; one that can't be read becomes a gap.
    mutating func add(_ cache: LocalCaches.Root) {
        let prefix = Self.cachePrefix + cache.name
        do throws(Failure) {
            add(try FileTree(at: cache.path), below: prefix)
        } catch {
            add(gap: NotJudged(what: prefix, why: error.message))
        }
    }
}
