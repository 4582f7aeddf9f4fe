import Reporting
import ScanModel

/// Finds the files that have to be read for what they include.
///
/// A file in which no word of interest stands is not read, but it may be the only one that includes a header full of
/// x86, under a condition of a name that says nothing by itself.
enum IncluderSearch {
    /// More files than these are no small neighbourhood.
    private static let limit = 400
    /// The whole of a project that has no more sources than these is searched.
    private static let wholeLimit = 4000

    /// Whether all that includes a header is known in a project with so many sources.
    static func isWhole(_ sources: Int) -> Bool { sources <= wholeLimit }

    static func files(_ facts: [FileFact<CFamilyFact>]) -> [FurtherFile] {
        let headers = unincluded(facts)
        guard !headers.isEmpty else { return [] }
        let areas = Set(headers.map { area(of: $0) })
        let isWhole = isWhole(
            facts.count {
                switch $0.fact {
                case .named, .source, .mentioned: true
                case .build, .buildNamed: false
                }
            })
        let unread = facts.filter { file in
            guard case .named = file.fact else { return false }
            return isWhole
                || areas.contains { file.path.hasPrefix($0) && ($0 != "" || !file.path.contains("/")) }
        }
        guard isWhole || unread.count <= limit else { return [] }
        let words = LiteralSet(Set(headers.map { last($0) }).sorted())
        return unread.map { FurtherFile(path: $0.path, words: words) }
    }

    /// Headers with something of x86 in them that no file which was read includes.
    private static func unincluded(_ facts: [FileFact<CFamilyFact>]) -> [String] {
        let headers = facts.filter { file in
            guard case .source(let source) = file.fact, FileName(path: file.path).ending.hasPrefix("h") else {
                return false
            }
            return source.candidates.contains { $0.finding.severity == .blocker }
        }.map { $0.path }
        guard !headers.isEmpty else { return [] }
        let names = Set(headers.map { $0.lastPathPart })
        // Names with folders as they are written, and those of files beside with their own folder.
        var included: Set<String> = []
        for file in facts {
            guard case .source(let source) = file.fact else { continue }
            let folder = ProjectFolders.folder(file.path)
            // Of most includes the name alone tells that none of the headers is meant.
            for include in source.includes where names.contains(include.name.lastPathPart) {
                let parts = Self.parts(include.name).filter { $0 != "." && $0 != ".." }
                included.insert(parts.joined(separator: "/"))
                if parts.count == 1 { included.insert(folder + "/" + parts[0]) }
            }
        }
        return headers.filter { header in
            let parts = Self.parts(header)
            return !(2...max(2, parts.count)).contains {
                included.contains(parts.suffix($0).joined(separator: "/"))
            } && !included.contains("/" + header)
                && !(included.contains(last(header)) && headers.count { last($0) == last(header) } == 1)
        }
    }

    /// The folder that a header's folder is in, with a slash at its end; the top only for what stands there itself.
    private static func area(of path: String) -> String {
        let folder = ProjectFolders.folder(path)
        let outer = ProjectFolders.folder(folder)
        if outer.isEmpty { return folder.isEmpty ? "" : folder + "/" }
        return outer + "/"
    }

    private static func parts(_ path: String) -> [Substring] {
        path.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
    }

    private static func last(_ path: String) -> String { String(path.lastPathPart) }
}
