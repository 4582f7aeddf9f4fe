import ScanModel

/// Which files of a project are built for x86 only, by their places and by the build files.
struct ProjectLayout {
    private let places: [ArchitecturePlace]
    private var keys: [UInt64: [Int]] = [:]
    /// Folders in which files for another machine than x86 stand, or their folders.
    private var sharedFolders: Set<Substring> = []
    let knowsARM64: Bool
    /// What build files say, by the hashes of sources' names without their endings.
    private var mentions: [UInt64: [Mention]] = [:]
    /// Folders of which a build file names some sources, and takes none by a pattern.
    private var listedFolders: Set<Substring> = []
    private let paths: [String]
    /// For each source what the build files say of it.
    private var builtStates: [Built] = []
    private let projectFolders: ProjectFolders
    private let listedSources: ListedSources

    /// A source in a build file.
    private struct Mention {
        /// The build file's folder.
        let folder: Substring
        let source: Substring
        let kind: Kind

        enum Kind { case x86, plain, rule }
    }

    /// - Parameters:
    ///   - paths: of all sources.
    ///   - builds: build files with their folders.
    ///   - knowsARM64: whether some condition in the project asks for arm64.
    init(paths: [String], builds: [(path: String, fact: BuildFact)], knowsARM64: Bool) {
        self.paths = paths
        var folders = ArchitecturePlace.Folders()
        places = paths.map { ArchitecturePlace($0[...], &folders) }
        for (index, place) in places.enumerated() { keys[place.key, default: []].append(index) }
        var knows = knowsARM64
        for (index, place) in places.enumerated() where place.isForARM64 || place.isForAnother {
            knows = knows || place.isForARM64
            let folder = Self.folder(paths[index])
            sharedFolders.insert(folder)
            sharedFolders.insert(Self.folder(folder))
        }
        self.knowsARM64 = knows
        let settings = builds.reduce(into: Set<UInt64>()) { $0.formUnion($1.fact.x86Settings) }
            .subtracting(builds.reduce(into: Set<UInt64>()) { $0.formUnion($1.fact.otherSettings) })
        projectFolders = ProjectFolders(builds, settings: settings)
        listedSources = ListedSources(builds)
        let patterns = Set(builds.filter { $0.fact.takesPatterns }.map { Self.folder($0.path) })
        for build in builds {
            add(build.fact.x86Sources, .x86, build.path)
            // What is built in a folder for x86 is not built elsewhere.
            if projectFolders.isForX86(build.path) { continue }
            add(build.fact.plainSources, .plain, build.path)
            add(build.fact.ruleSources, .rule, build.path)
            for (setting, names) in build.fact.chosen {
                add(names.filter { !$0.hasSuffix("/") }, settings.contains(setting) ? .x86 : .plain, build.path)
            }
        }
        builtStates = paths.map { builtState($0) }
        // Not every source is one that this analysis looks at.
        let ownFolders = builds.filter { !$0.fact.plainSources.isEmpty }.map { Self.folder($0.path) }
        listedFolders = Set(paths.indices.filter { builtStates[$0] != .unknown }.map { Self.folder(paths[$0]) })
            .union(ownFolders).subtracting(patterns)
    }

    private mutating func add(_ sources: Set<String>, _ kind: Mention.Kind, _ build: String) {
        let folder = Self.folder(build)
        for source in sources {
            mentions[NameHash.of(source.lastPathPart.utf8), default: []].append(
                Mention(folder: folder, source: Substring(source), kind: kind))
        }
    }

    /// Whether a source is code without an operating system that a guest or another machine starts with.
    func isFirmware(_ index: Int) -> Bool { knowsARM64 && projectFolders.isFirmware(paths[index]) }
    /// Whether a source is all that is built: a benchmark that is the program itself.
    func isOnlySource(_ index: Int) -> Bool { listedSources.isOnly(paths[index]) }

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

    private static func folder(_ path: some StringProtocol) -> Substring { ProjectFolders.folder(path) }

    /// Whether a source is for x86 by its place or by what is built.
    func isForX86(_ index: Int) -> Bool {
        !places[index].isForAnother
            && (places[index].isForX86 || built(index) == .forX86 || projectFolders.isForX86(paths[index]))
    }

    func isNamedForARM64(_ index: Int) -> Bool { places[index].isForARM64 }

    func isNamedForX86(_ index: Int) -> Bool { places[index].isForX86 }

    /// Whether a source is no part of a build for arm64.
    /// - Parameter asksForARM64: whether some condition in the source does.
    func isLeftOut(_ index: Int, asksForARM64: Bool) -> Bool {
        let place = places[index]
        // What the tools of packagers keep of former versions.
        if place.isForAnother || paths[index].hasPrefix(".pc/") { return true }
        if projectFolders.isForX86(paths[index]), built(index) != .everywhere { return true }
        let build = built(index)
        if build == .forX86 { return true }
        guard place.isForX86 else { return false }
        // A name alone is no condition for a file that the build takes everywhere.
        let isShared =
            build == .everywhere && !place.isInNamedFolder && !Self.isHeader(paths[index])
            && (asksForARM64 || listedSources.contains(paths[index]))
        if knowsARM64 { return !isShared }
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
        let dot = path.lastIndex(ofByte: UInt8(ascii: ".")).map { path.utf8.index(after: $0) }
        let ending = path[(dot ?? path.startIndex)...].lowercased()
        return ending.hasPrefix("h") || ending == "cuh"
    }

    private enum Built {
        case forX86
        case everywhere
        case unknown
    }

    private func built(_ index: Int) -> Built { builtStates[index] }

    private func builtState(_ path: String) -> Built {
        let last = path.lastPathPart
        let name = last.lastIndex(ofByte: UInt8(ascii: ".")).map { last[..<$0] } ?? last
        var isForX86 = false
        var isEverywhere = false
        var isInRule = false
        for mention in mentions[NameHash.of(name.utf8)] ?? []
        where path.beginsByBytes(with: mention.folder) && Self.matches(path, mention.source) {
            switch mention.kind {
            case .x86: isForX86 = true
            case .plain: isEverywhere = true
            case .rule: isInRule = true
            }
        }
        // A rule says only how a source is compiled.
        return isEverywhere ? .everywhere : isForX86 ? .forX86 : isInRule ? .everywhere : .unknown
    }

    private static func matches(_ path: String, _ source: Substring) -> Bool {
        guard let dot = path.lastIndex(ofByte: UInt8(ascii: ".")) else { return false }
        let stem = path[..<dot]
        guard stem.endsByBytes(with: source) else { return false }
        return stem.utf8.count == source.utf8.count || stem.utf8.dropLast(source.utf8.count).last == UInt8(ascii: "/")
    }
}
