import ScanModel

/// A compiled language with inline assembly, and how it asks for the architecture when it compiles.
struct NativeLanguage: Sendable {
    enum Comments: Sendable {
        case slashes
        case hashes
        case dashes
        /// Braces, which hold settings of the compiler too.
        case braces
    }

    let endings: Set<String>
    let comments: Comments
    /// How inline assembly begins.
    let assembly: [String]
    /// What a file or the lines in front write when they ask for the architecture.
    let guards: [String]
    /// What ends the compilation.
    let errors: [String]
    /// What ends the program where it is reached.
    let failures: [String]
    /// Types that exist on x86 only.
    let types: [String]
    let words: LiteralSet

    private init(
        _ endings: Set<String>, _ comments: Comments, assembly: [String], guards: [String], errors: [String],
        failures: [String] = [], types: [String] = []
    ) {
        self.endings = endings
        self.comments = comments
        self.assembly = assembly
        self.guards = guards
        self.errors = errors
        self.failures = failures
        self.types = types
        words = LiteralSet(assembly + errors + failures + types)
    }

    static func of(_ file: FileName) -> NativeLanguage? {
        allEndings.contains(file.ending) ? all.first { $0.endings.contains(file.ending) } : nil
    }

    /// Every file of a tree is asked for.
    private static let allEndings = NameSet(all.flatMap { $0.endings })

    private static let all: [NativeLanguage] = [
        NativeLanguage(
            ["zig"], .slashes, assembly: ["asm volatile", "asm ("],
            guards: ["cpu.arch", "builtin.arch", "target.cpu", ".x86_64 =>"], errors: ["@compileError"]),
        NativeLanguage(
            ["nim"], .hashes, assembly: ["asm \"\"\"", "{.emit"],
            guards: ["defined(amd64)", "defined(i386)", "defined(x86", "hostCPU"], errors: ["{.error", "{.fatal"]),
        NativeLanguage(
            ["d", "di"], .slashes, assembly: ["asm {", "asm\n", "asm pure", "asm nothrow", "asm @"],
            guards: ["version (X86", "version(X86", "version (D_InlineAsm", "version(D_InlineAsm", "AsmX86"],
            errors: ["static assert"]),
        NativeLanguage(
            ["swift"], .slashes, assembly: [], guards: ["arch("], errors: ["#error("],
            failures: ["fatalError(", "preconditionFailure("], types: ["Float80"]),
        NativeLanguage(
            ["pas", "pp", "dpr"], .braces, assembly: ["asm\n", "asm\r", "assembler;"],
            guards: ["CPUX64", "CPUX86", "CPU386", "CPUI386", "CPUINTEL", "WIN64", "WIN32", "PUREPASCAL"],
            errors: ["{$FATAL", "{$MESSAGE FATAL", "{$ERROR"]),
        NativeLanguage(
            ["adb", "ads"], .dashes, assembly: ["Asm ("], guards: ["Target_Architecture"], errors: []),
        NativeLanguage(
            ["hs", "hsc"], .dashes, assembly: [], guards: ["x86_64_HOST_ARCH", "defined(i386"], errors: ["#error"]),
        NativeLanguage(["cr"], .hashes, assembly: ["asm("], guards: ["flag?(:x86", "flag?(:i386"], errors: ["raise "]),
    ]

    /// Spaces in the place of comments.
    func code(_ bytes: [UInt8]) -> [UInt8] {
        switch comments {
        case .slashes: CommentBlanking.slashes(bytes)
        case .hashes: CommentBlanking.hashLines(bytes)
        case .dashes: CommentBlanking.dashes(bytes)
        case .braces: bytes
        }
    }
}
