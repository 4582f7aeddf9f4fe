import ScanModel

/// Go sources that do not build on linux/arm64, or refuse to run there: judged by package and symbol.
struct GoAnalysis: Analysis {
    enum Content: Sendable {
        indirect case source(GoFile)
        indirect case assembly(GoAssemblyFile)
        case module(String)
        /// A file without a word that matters by itself: read only when its package, or what it imports, is for x86.
        /// What it imports is nil when that is not known before it is read.
        case unread(GoImports?)
    }

    struct Fact: Sendable {
        let content: Content?
        /// What the file says by itself.
        var findings: [Finding] = []
    }

    private static let assembly = LiteralSet(["TEXT"])
    /// What makes a file worth a look by itself: cgo, what ``GoFileWords`` knows, and the tags by which a constraint
    /// can tell amd64 from arm64. All other constraints say the same of both.
    private static let words = LiteralSet([
        "amd64", "arm64", "go:embed", "\"C\"", "GOARCH", "SYS_", "Dup2", "Iopl", "Ioperm", "Ustat", "PtraceRegs",
        "MAP_32BIT",
    ])

    var rules: [Rule] { GoRules.all }

    var seesPlainSources: Bool { true }

    func interest(in file: FileName) -> Interest {
        switch file.ending {
        // What Go's own tools pass over.
        case "go" where file.hasFolder(in: Self.testData, orBeginningWith: ["_", "."]): .none
        case "go":
            GoAvailability(fileName: file.name[...], header: nil).arm64 == .yes
                ? .namedOrContaining(Self.words) : .always
        case "s": .containing(Self.assembly)
        default: file.name == "go.mod" ? .always : .none
        }
    }

    func examine(_ text: SourceText, _ file: FileName) -> Fact? {
        // Go itself passes these folders over.
        guard file.ending == "go" || !file.hasFolder(in: Self.testData, orBeginningWith: ["_"]) else { return nil }
        let name = text.path.lastPathPart
        switch file.ending {
        case "go" where text.bytes.isEmpty: return unread(file, nil)
        case "go": return source(text, file, name)
        case "s": return GoAssemblyFile(text, fileName: name).map { Fact(content: .assembly($0)) }
        default: return GoModules.path(in: text).map { Fact(content: .module($0)) }
        }
    }

    func glance(at bytes: UnsafeRawBufferPointer, _ file: FileName) -> Fact? {
        file.ending == "go" ? unread(file, GoImports(bytes)) : nil
    }

    /// A test is no part of the package that others build.
    private func unread(_ file: FileName, _ imports: @autoclosure () -> GoImports?) -> Fact? {
        Self.isTest(file.path) ? nil : Fact(content: .unread(imports()))
    }

    private static let testEnding = Array("_test.go".utf8)

    private static func isTest(_ path: String) -> Bool { path.utf8.suffix(testEnding.count).elementsEqual(testEnding) }

    private static let testData: NameSet = ["testdata"]

    private func source(_ text: SourceText, _ file: FileName, _ name: Substring) -> Fact? {
        var reader = GoReader(text)
        let source = reader.read(name: name)
        // A test is no part of the package that others build.
        let content = Self.isTest(text.path) || source.package.isEmpty ? nil : Content.source(source)
        guard source.availability.arm64.isPossible else {
            return source.availability.isX86Only ? content.map { Fact(content: $0) } : nil
        }
        var fact = Fact(content: content)
        guard source.availability.isInARM64Build else { return fact }
        if let preamble = reader.preamble { fact.findings += CgoCheck(text, preamble: preamble, file).findings() }
        if content != nil { fact.findings += GoDownloadCheck.findings(in: text, file) }
        if reader.wantsLook {
            let code = CommentBlanking.slashes(text.bytes)
            fact.findings += GoSystemCallCheck.findings(in: text, code: code, file)
            fact.findings += GoRuntimeCheck.findings(in: text, code: code, file)
            fact.findings += GoRuntimeCheck.embedded(in: text, file)
        }
        return fact.content == nil && fact.findings.isEmpty ? nil : fact
    }

    /// Sources of packages for x86, and those that import such.
    static let rounds = 2

    func further(_ facts: [FileFact<Fact>], round: Int) -> [FurtherFile] {
        guard round <= 2 else { return [] }
        let unread = facts.filter { if case .unread? = $0.fact.content { true } else { false } }
        guard !unread.isEmpty else { return [] }
        let packages = GoPackageCheck(facts)
        guard round == 2 else {
            let folders = packages.foldersForX86
            return unread.filter { folders.contains(GoPackageCheck.folder(of: $0.path)) }
                .map { FurtherFile(path: $0.path) }
        }
        let imported = packages.importPathsInQuestion
        guard !imported.isEmpty else { return [] }
        let words = LiteralSet(imported.sorted().map { "\"\($0)\"" })
        let hashes = Set(imported.map { GoImports.hash(of: $0.utf8) })
        return unread.compactMap { file -> FurtherFile? in
            guard case .unread(let imports?)? = file.fact.content, !imports.hasAny(of: hashes) else {
                return FurtherFile(path: file.path, words: words)
            }
            return nil
        }
    }

    func judge(_ facts: [FileFact<Fact>]) -> Judgement {
        Judgement(findings: facts.flatMap { $0.fact.findings } + GoPackageCheck(facts).findings())
    }
}
