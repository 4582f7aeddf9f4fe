import ScanModel

/// Assembly files for x86 that have no counterpart for other processors.
struct AssemblyAnalysis: Analysis {
    enum Fact: Sendable {
        indirect case assembly(AssemblyFile)
        /// A C file, with the hashes of the functions that it defines when it may be another version of something.
        case compiled(Set<UInt64>)
        /// A header, for another processor by its folder.
        case header
        /// A build file, with the sources that it takes under a condition, and what it says of folders.
        indirect case build(Set<String>, BuildFact?)
    }

    private static let endings: NameSet = ["s", "asm", "nasm", "yasm", "masm"]
    private static let compiledEndings: NameSet = ["c", "cc", "cpp", "cxx", "m", "mm"]
    private static let headerEndings: NameSet = ["h", "hh", "hpp", "hxx"]
    private static let buildNames: NameSet = [
        "cmakelists.txt", "meson.build", "build", "build.bazel", "build.gn", "build.rs", "build.info", "setup.py",
        "configure", "configure.ac", "configure.in", "sconstruct", "sconscript", "xmake.lua", "premake5.lua",
    ]
    private static let buildEndings: NameSet = [
        "cmake", "mk", "mak", "am", "bzl", "gyp", "gypi", "gni", "gn", "pro", "pri", "inf",
    ]
    private static let sources = LiteralSet([
        ".S", ".s", ".asm", ".nasm", ".o", "SUBDIRS-$(", "subdir(", "add_subdirectory(", "-m16", "INF_VERSION",
    ])
    /// What says that a build file has something to tell of folders.
    private static let folders = LiteralSet([
        "SUBDIRS-$(", "SUBDIRS +=", "SUBDIRS+=", "subdir-$(", "obj-$(", "subdir(", "add_subdirectory(", "INF_VERSION",
        "-m16", "-ffreestanding", "-nostdlib",
    ])

    private static let alternatives = LiteralSet([
        "__x86_64", "__amd64", "__aarch64__", "__i386", "_M_X64", "ARCH_X86", "HAVE_X86", "HAVE_ASM", "USE_ASM",
        "NO_ASM", "NOASM", "WITH_ASM", "ENABLE_ASM", "USE_X86", "__AVX", "__SSE",
    ])
    private static let includedAssembly = LiteralSet([
        "%macro", "%define", "%rax", "%rsp", "%xmm", "section ", "rax", "xmm0",
    ])

    var rules: [Rule] { [AssemblyRule.x86] }

    var seesPlainSources: Bool { true }

    func interest(in file: FileName) -> Interest {
        if Self.endings.contains(file.ending) { return .always }
        if !file.isPlainSource {
            if file.ending == "inc" { return .containing(Self.includedAssembly) }
            if Self.isBuildFile(file) { return .containing(Self.sources) }
        }
        if Self.headerEndings.contains(file.ending) { return TwinPlace.isForOthers(file) ? .named : .none }
        return Self.compiledEndings.contains(file.ending) ? .namedOrContaining(Self.alternatives) : .none
    }

    private static func isBuildFile(_ file: FileName) -> Bool {
        !file.isPlainSource
            && (buildNames.contains(file.name) || buildEndings.contains(file.ending)
                || file.nameBegins(with: "makefile") || file.nameBegins(with: "gnumakefile"))
    }

    func examine(_ text: SourceText, _ file: FileName) -> Fact? {
        if Self.isBuildFile(file) {
            let sources =
                file.ending == "inf" ? [] : BuildConditions.conditionalSources(text, isPython: file.ending == "py")
            let fact = Self.folders(text, file)
            return sources.isEmpty && fact == nil ? nil : .build(sources, fact)
        }
        if Self.headerEndings.contains(file.ending) { return .header }
        guard Self.endings.contains(file.ending) || file.ending == "inc" else {
            // What stands beside x86's assembly in a folder for x86 is no other version of it.
            let isAlternative = !text.bytes.isEmpty && !TwinPlace.isInFolderForX86(file)
            return .compiled(isAlternative ? DefinedFunctions.names(text.bytes) : [])
        }
        return AssemblyFile(text, file).map { .assembly($0) }
    }

    private static func folders(_ text: SourceText, _ file: FileName) -> BuildFact? {
        guard let kind = BuildFileKind(file), folders.occurs(in: text.bytes) else { return nil }
        let fact = BuildFileReader.read(text.bytes, kind, path: file.path)
        let isSilent = fact.x86Folders.isEmpty && fact.plainFolders.isEmpty && !fact.makesFirmware && kind != .module
        return isSilent ? nil : fact
    }

    static let judgesProjectsApart = true

    func judge(_ facts: [FileFact<Fact>]) -> Judgement {
        Judgement(findings: AssemblyCheck(facts).findings())
    }
}
