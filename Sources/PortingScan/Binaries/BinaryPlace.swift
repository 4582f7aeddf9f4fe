import ScanModel

/// What a binary's place in the tree says about its use.
enum BinaryPlace: Sendable, Equatable {
    /// Part of what is shipped, as far as one can see.
    case shipped
    /// Brought by a package manager, which brings another one on another architecture; the package's folder.
    case installed(package: String)
    /// Kept by a package manager for this project or another.
    case cached
    /// Left by a build on this machine.
    case buildOutput
    /// Read by tests, not run.
    case testData
    /// Used by tests.
    case tests
    /// Symbols for a debugger.
    case debugSymbols

    private static let testDataFolders: Set<Substring> = [
        "testdata", "test-data", "test_data", "test-fixtures", "fixtures", "fixture", "corpus", "corpora", "samples",
        "golden", "goldens", "samplefiles", "testfiles", "test-files", "test_files", "testinput", "inputs", "fuzz",
        "fuzzing",
    ]
    private static let testFolders: Set<Substring> = [
        "test", "tests", "autotests", "__tests__", "spec", "specs", "testing", "unittests", "testsuite", "test-suite",
        "t",
        "test cases", "testcases", "test-cases", "test_cases",
        "integration-tests", "e2e",
    ]
    private static let packageFolders: Set<Substring> = [
        "node_modules", "site-packages", "dist-packages", "bower_components",
    ]
    private static let buildFolders: Set<Substring> = [
        "build", "_build", "target", "obj", ".libs", "cmakefiles", "bazel-out", "bazel-bin", "_skbuild", ".eggs",
        "__pycache__",
    ]

    /// - Parameter path: the file, with `!/` before a member of an archive.
    init(_ path: String) {
        let parts = path.lowercased().split(separator: "/")
        let folders = parts.dropLast()
        if parts.last?.hasSuffix(".debug") == true || folders.contains(where: { $0 == ".build-id" || $0 == ".debug" }) {
            self = .debugSymbols
        } else if let index = Self.packageFolder(folders) {
            self = .installed(package: Self.package(path, folder: index))
        } else if path.hasPrefix(FileTree.cachePrefix) {
            self = .cached
        } else if folders.contains(where: { Self.testDataFolders.contains($0) }) {
            self = .testData
        } else if folders.contains(where: { Self.testFolders.contains($0) }) {
            self = .tests
        } else if !path.contains("!/"),
            folders.contains(where: { Self.buildFolders.contains($0) || $0.hasPrefix("cmake-build-") })
        {
            self = .buildOutput
        } else {
            self = .shipped
        }
    }

    /// The innermost folder of a package manager. An archive with one in it was made to be shipped.
    private static func packageFolder(_ folders: ArraySlice<Substring>) -> Int? {
        folders.prefix { !$0.hasSuffix("!") }.lastIndex { packageFolders.contains($0) }
    }

    /// The package's folder: the part behind `node_modules` or `site-packages`, two of them for scoped packages.
    private static func package(_ path: String, folder: Int) -> String {
        let parts = path.split(separator: "/")
        guard parts.indices.contains(folder + 1) else { return path }
        let isScoped = parts[folder + 1].hasPrefix("@") && parts.indices.contains(folder + 2)
        return parts[...(folder + (isScoped ? 2 : 1))].joined(separator: "/")
    }

    /// Android's libraries are ELF files for Linux by their headers, and no use there.
    static func isAndroidPackage(_ path: String) -> Bool {
        path.contains(".aar!/") || path.contains(".apk!/") || path.contains(".aab!/") || path.contains("/jniLibs/")
    }
}
