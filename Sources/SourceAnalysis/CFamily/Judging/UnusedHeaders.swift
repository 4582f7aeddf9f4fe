import Reporting
import ScanModel

/// Headers that nothing includes on arm64, and that stand among the sources of a program.
///
/// What others are to include has a folder of its own, or is included by the source that belongs to it.
enum UnusedHeaders {
    /// - Parameter leftOut: files that are no part of a build for arm64: what they include counts for nothing.
    static func find(
        _ facts: [Int: CSourceFact], _ graph: IncludeGraph, leftOut: Set<Int>, paths: [String]
    ) -> Set<Int> {
        guard IncluderSearch.isWhole(paths.count) else { return [] }
        let headers = facts.filter { index, fact in
            graph.includers[index].isEmpty && FileName(path: paths[index]).ending.hasPrefix("h")
                && fact.candidates.contains { $0.finding.severity == .blocker }
        }
        guard !headers.isEmpty else { return [] }
        // By whatever path: headers are installed, and included from there.
        var included: Set<Substring> = []
        for (index, fact) in facts where !leftOut.contains(index) {
            for include in fact.includes where include.condition.known != .no {
                included.insert(include.name.lastPathPart)
            }
        }
        var folders: Set<Substring> = []
        for path in paths where X86Name.sources.contains(FileName(path: path).ending) {
            folders.insert(ProjectFolders.folder(path))
        }
        return Set(
            headers.keys.filter {
                !included.contains(paths[$0].lastPathPart) && folders.contains(ProjectFolders.folder(paths[$0]))
            })
    }
}
