import ScanModel

/// Which definitions of a project hold for which of its files.
enum ProjectDefinitions {
    /// The macros that build files define, with the folders for which they do.
    static func settings(_ builds: [(path: String, fact: BuildFact)]) -> [UInt64: [Substring]] {
        var settings: [UInt64: [Substring]] = [:]
        var probed: Set<UInt64> = []
        for build in builds { probed.formUnion(build.fact.probed) }
        for (path, fact) in builds where !fact.definitions.isEmpty {
            var folder = ProjectFolders.folder(path)
            // Others include it; and some build from a folder beside the sources.
            let name = path.lastPathPart
            let isFragment =
                name.contains(".") && !name.lowercased().hasPrefix("makefile") && !name.hasPrefix("meson")
                && !name.hasPrefix("CMakeLists") && !name.hasPrefix("configure")
            if isFragment {
                folder = ProjectFolders.folder(folder)
            }
            while let last = folder.split(separator: "/").last, buildFolders.contains(last.lowercased()) {
                folder = ProjectFolders.folder(folder)
            }
            // What is probed for is found where it is; a makefile that knows it already was made for one machine.
            for macro in fact.definitions where !(isFragment && probed.contains(macro)) {
                settings[macro, default: []].append(folder)
            }
        }
        return settings
    }

    /// The macros that are defined on x86 only, those of Kconfig included.
    static func x86Settings(_ builds: [(path: String, fact: BuildFact)]) -> Set<UInt64> {
        var settings: Set<UInt64> = []
        for build in builds { settings.formUnion(build.fact.x86Settings) }
        for build in builds { settings.subtract(build.fact.otherSettings) }
        for build in builds { settings.formUnion(build.fact.x86Definitions) }
        return settings
    }

    private static let buildFolders: Set<String> = [
        "build", "builds", "make", "mk", "cmake", "config", "conf", "scripts", "gnu", "unix", "linux", "projects",
    ]

    /// Folders whose headers hold settings of one machine each.
    private static let variants: Set<Substring> = ["board", "boards", "configs", "targets", "variants", "bsp"]

    /// Whether what a file defines holds for the project: an example of settings, or one of several, says little.
    static func isTrusted(_ paths: [String]) -> (Int) -> Bool {
        var names: [Substring: Int] = [:]
        for path in paths { names[path.lastPathPart, default: 0] += 1 }
        return { index in
            // The quick question first.
            guard names[paths[index].lastPathPart] == 1 else { return false }
            let file = FileName(path: paths[index])
            return !isAside(file) && !file.folders.contains { $0 == "IDE" || variants.contains($0) }
        }
    }

    private static let asideWords: NameSet = ["test", "tests", "contrib", "checks", "conftest", "conftests"]

    static func isAside(_ file: FileName) -> Bool {
        file.isAside
            || file.folders.contains { folder in
                let small = folder.lowercased().utf8
                return small.split { " _-.".utf8.contains($0) }.contains { asideWords.contains(Substring($0)) }
            }
    }
}
