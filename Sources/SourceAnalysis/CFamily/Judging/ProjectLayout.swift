import ScanModel

/// Which files of a project are built for x86 only, by their places and by the build files.
struct ProjectLayout {
    private let places: [ArchitecturePlace]
    private var keys: [String: [Int]] = [:]
    /// Folders in which files for another machine than x86 stand, or their folders.
    private var sharedFolders: Set<Substring> = []
    let knowsARM64: Bool
    private var builds: [Build] = []
    /// Folders of which a build file names some sources, and takes none by a pattern.
    private var listedFolders: Set<Substring> = []
    private let paths: [String]

    private struct Build {
        let folder: Substring
        let x86: [String: [Substring]]
        let plain: [String: [Substring]]
    }

    /// - Parameters:
    ///   - paths: of all sources.
    ///   - builds: build files with their folders.
    ///   - knowsARM64: whether some condition in the project asks for arm64.
    init(paths: [String], builds: [(path: String, fact: BuildFact)], knowsARM64: Bool) {
        self.paths = paths
        places = paths.map { ArchitecturePlace($0) }
        for (index, place) in places.enumerated() { keys[place.key, default: []].append(index) }
        var knows = knowsARM64
        for (index, place) in places.enumerated() where place.isForARM64 || place.isForAnother {
            knows = knows || place.isForARM64
            let folder = Self.folder(paths[index])
            sharedFolders.insert(folder)
            sharedFolders.insert(Self.folder(folder))
        }
        self.knowsARM64 = knows
        let hasPatterns = builds.contains { $0.fact.takesPatterns }
        for build in builds {
            self.builds.append(
                Build(
                    folder: Self.folder(build.path), x86: Self.byName(build.fact.x86Sources),
                    plain: Self.byName(build.fact.plainSources)))
        }
        if !hasPatterns {
            listedFolders = Set(paths.indices.filter { built($0) != .unknown }.map { Self.folder(paths[$0]) })
        }
    }

    /// Whether the build files name other sources of the folder, and not this one.
    func isUnlisted(_ index: Int) -> Bool {
        !Self.isHeader(paths[index]) && listedFolders.contains(Self.folder(paths[index])) && built(index) == .unknown
    }

    /// Whether a source is the variant of x86 beside one for arm64, or is made for arm64 itself.
    func isPorted(_ index: Int) -> Bool {
        if places[index].isForARM64 { return true }
        return (keys[places[index].key] ?? []).contains {
            $0 != index && places[$0].isForARM64 && Self.isHeader(paths[$0]) == Self.isHeader(paths[index])
        }
    }

    private static func folder(_ path: some StringProtocol) -> Substring {
        let path = Substring(path)
        return path.lastIndex(of: "/").map { path[..<$0] } ?? ""
    }

    private static func byName(_ sources: Set<String>) -> [String: [Substring]] {
        var names: [String: [Substring]] = [:]
        for source in sources.sorted() {
            let name = source.split(separator: "/").last ?? ""
            names[String(name), default: []].append(Substring(source))
        }
        return names
    }

    /// Whether a source is no part of a build for arm64.
    func isLeftOut(_ index: Int) -> Bool {
        let place = places[index]
        // What the tools of packagers keep of former versions.
        if place.isForAnother || paths[index].hasPrefix(".pc/") { return true }
        let build = built(index)
        if build == .forX86 { return true }
        guard place.isForX86 else { return false }
        if knowsARM64 { return true }
        guard build == .unknown else { return false }
        let folder = Self.folder(paths[index])
        if sharedFolders.contains(folder) || sharedFolders.contains(Self.folder(folder)) { return true }
        return hasTwin(index)
    }

    /// Whether another file is the same thing for other machines.
    private func hasTwin(_ index: Int) -> Bool {
        (keys[places[index].key] ?? []).contains {
            $0 != index && !places[$0].isForX86 && Self.isHeader(paths[$0]) == Self.isHeader(paths[index])
        }
    }

    private static func isHeader(_ path: String) -> Bool {
        let ending = path.split(separator: ".").last?.lowercased() ?? ""
        return ending.hasPrefix("h") || ending == "cuh"
    }

    private enum Built {
        case forX86
        case everywhere
        case unknown
    }

    private func built(_ index: Int) -> Built {
        let path = paths[index]
        let last = path.split(separator: "/").last ?? ""
        let name = String(last.lastIndex(of: ".").map { last[..<$0] } ?? last)
        var isForX86 = false
        var isEverywhere = false
        for build in builds where path.hasPrefix(build.folder) {
            isForX86 = isForX86 || (build.x86[name] ?? []).contains { Self.matches(path, $0) }
            isEverywhere = isEverywhere || (build.plain[name] ?? []).contains { Self.matches(path, $0) }
        }
        return isEverywhere ? .everywhere : isForX86 ? .forX86 : .unknown
    }

    private static func matches(_ path: String, _ source: Substring) -> Bool {
        guard let dot = path.lastIndex(of: ".") else { return false }
        let stem = path[..<dot]
        return stem == source || stem.hasSuffix("/" + source)
    }
}
