import ScanModel

/// What build files and names say of the places of assembly files.
struct AssemblyPlaces {
    private let folders: ProjectFolders
    /// Sources of firmware that its modules have for x86 only, without their endings.
    private var modules: Set<String> = []

    init(_ facts: [FileFact<AssemblyAnalysis.Fact>]) {
        var builds: [(path: String, fact: BuildFact)] = []
        for fact in facts {
            if case .build(_, let build?) = fact.fact { builds.append((fact.path, build)) }
        }
        folders = ProjectFolders(builds, settings: [])
        for (path, build) in builds where path.hasSuffix(".inf") {
            for source in build.x86Sources { modules.insert(ProjectFolders.folder(path) + "/" + source) }
        }
    }

    /// Whether a file is built on x86 only.
    func isForX86(_ path: String) -> Bool {
        let file = FileName(path: path)
        return folders.isForX86(path) || modules.contains(String(path.dropLast(file.ending.utf8.count + 1)))
            || Self.isTestForX86(file)
    }

    /// Whether a file starts a guest or a PC.
    func isFirmware(_ path: String) -> Bool { folders.isFirmware(path) }

    /// What a suite of tests assembles for x86 by name: `testsuite/ld-x86-64/tls.s`.
    private static func isTestForX86(_ file: FileName) -> Bool {
        file.isAside && file.folders.contains { ["testsuite", "testsuites"].contains($0.lowercased()) }
            && ArchitectureWords.namesX86(file.path.split { "/_".contains($0) }.joined(separator: " "))
    }
}
