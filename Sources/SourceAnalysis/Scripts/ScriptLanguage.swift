import ScanModel

/// A language of programs that ask for the architecture when they run, and how it does that.
struct ScriptLanguage: Sendable {
    /// How its blocks show.
    enum Blocks: Sendable {
        case indented
        case braced
        case shell
    }

    /// How its comments begin.
    enum Comments: Sendable {
        case hashes
        case hashesAndDocStrings
        case slashes
        /// Where backquotes begin strings.
        case slashesAndTemplates
        case slashesAndHashes
        case dashes
        /// Instructions of a Dockerfile around commands of a shell.
        case instructions
    }

    /// The endings of its files' names.
    let endings: Set<String>
    /// Whole names of files, in small letters.
    let names: Set<String>
    /// Programs of `#!` lines; a version may follow.
    let interpreters: Set<String>
    let blocks: Blocks
    let comments: Comments
    /// How it asks for the machine's architecture.
    let probes: [String]
    /// How it ends with an error, at the beginning of a statement.
    let refusals: [String]
    /// The same ending, without an error.
    let harmless: [String]
    /// How it loads libraries and modules.
    let loaders: [String]
    /// How it fetches files.
    let downloads: [String]
    /// Words of files that need a look.
    let trigger: LiteralSet

    private init(
        endings: Set<String>, names: Set<String> = [], interpreters: Set<String> = [], blocks: Blocks,
        comments: Comments, probes: [String], refusals: [String], harmless: [String] = [], loaders: [String] = [],
        downloads: [String] = []
    ) {
        self.endings = endings
        self.names = names
        self.interpreters = interpreters
        self.blocks = blocks
        self.comments = comments
        self.probes = probes
        self.refusals = refusals
        self.harmless = harmless
        self.loaders = loaders
        self.downloads = downloads
        trigger = LiteralSet(probes + loaders + downloads)
    }

    /// The language of a file, if it is one that is looked at.
    static func of(_ file: FileName) -> ScriptLanguage? {
        let number = number(of: file)
        guard number != nil || file.interpreter != nil, !buildFiles.contains(file.name) else { return nil }
        // Bundles are made from sources that have names of their own.
        if file.ending == "js", file.name.hasSuffix(".min.js") { return nil }
        if let number { return all[number] }
        guard let interpreter = file.interpreter?.filter({ !$0.isNumber && $0 != "." }) else { return nil }
        return all.first { $0.interpreters.contains(interpreter) }
    }

    private static func number(of file: FileName) -> Int? {
        (allEndings.mayContain(file.ending) ? byEnding[file.ending] : nil)
            ?? (allNames.mayContain(file.name) ? byName[file.name] : nil)
            ?? (file.isDockerfile ? numberOfDockerfiles : nil)
    }

    /// The languages' numbers in ``all``: every file of a tree is asked for.
    private static let byEnding = numbers { $0.endings }
    private static let byName = numbers { $0.names }
    private static let allEndings = NameSet(byEnding.keys)
    private static let allNames = NameSet(byName.keys)
    private static let numberOfDockerfiles = all.firstIndex { $0.comments == .instructions }

    private static func numbers(_ keys: (ScriptLanguage) -> Set<String>) -> [String: Int] {
        all.enumerated().reduce(into: [:]) { result, language in
            for key in keys(language.element) where result[key] == nil { result[key] = language.offset }
        }
    }

    /// A program's bytes with spaces in the place of comments.
    func code(_ bytes: [UInt8]) -> [UInt8] {
        switch comments {
        case .hashes: CommentBlanking.hashes(bytes)
        case .hashesAndDocStrings: CommentBlanking.hashes(bytes, docStrings: true)
        case .slashes: CommentBlanking.slashes(bytes)
        case .slashesAndTemplates: CommentBlanking.slashes(bytes, templates: true)
        case .slashesAndHashes: CommentBlanking.hashLines(CommentBlanking.slashes(bytes))
        case .dashes: CommentBlanking.dashes(bytes)
        case .instructions: DockerfileCommands.only(bytes)
        }
    }

    func statements(_ code: [UInt8], _ condition: Condition) -> [Statement] {
        switch blocks {
        case .indented: IndentedStatements.read(code, condition)
        case .braced: BracedStatements.read(code, condition)
        case .shell: ShellStatements.read(code, in: 0..<code.count, condition)
        }
    }

    /// Programs that build are judged as what they are.
    private static let buildFiles: NameSet = [
        "setup.py", "sconstruct", "sconscript", "wscript", "conanfile.py", "xmake.lua", "premake4.lua", "premake5.lua",
        "build.gradle", "build.gradle.kts", "extconf.rb",
    ]
    /// What the names of JavaScript's modules for Linux on x86 hold.
    static let moduleMark = "linux-x64"

    /// Whether a look-up of what is not there is an error.
    var failsOnMissingKeys: Bool { comments == .hashesAndDocStrings }

    static let jvmEndings: Set<String> = ["java", "kt", "kts", "groovy", "scala", "gradle", "clj"]

    private static let all = [
        python, javaScript, jvm, shell, ruby, php, perl, lua, r, elixir, powerShell, dockerfile,
    ]

    private static let python = ScriptLanguage(
        endings: ["py", "pyw"], interpreters: ["python", "pypy"],
        blocks: .indented, comments: .hashesAndDocStrings,
        probes: [
            "machine()", "platform.processor()", "platform.uname()", "os.uname()", "get_platform()", "uname -m",
            "get_cpu_info(", "/proc/cpuinfo",
        ],
        refusals: ["raise", "sys.exit(", "exit(", "os._exit(", "os.abort(", "quit("],
        harmless: ["sys.exit(0)", "sys.exit()", "exit(0)", "exit()", "raise SkipTest", "raise unittest"],
        loaders: ["CDLL(", "LoadLibrary(", "load_library(", "dlopen("],
        downloads: ["urlopen(", "urlretrieve(", "requests.get("])

    private static let javaScript = ScriptLanguage(
        endings: ["js", "mjs", "cjs", "jsx", "ts", "mts", "cts", "tsx"],
        interpreters: ["node", "nodejs", "deno", "bun"],
        blocks: .braced, comments: .slashesAndTemplates,
        probes: [
            "process.arch", "os.arch()", "os.machine()", "} = process", "} = require('os')", "} from 'os'",
            "} = require(\"os\")", "} from \"os\"", "} = require('node:os')", "} from 'node:os'",
            "} = require(\"node:os\")", "} from \"node:os\"",
        ],
        refusals: ["throw ", "process.exit(", "process.abort(", "reject(", "process.exitCode = 1"],
        harmless: ["process.exit(0)", "process.exit()"],
        loaders: [moduleMark, "dlopen("],
        downloads: ["https.get(", "http.get(", "createWriteStream("])

    private static let jvm = ScriptLanguage(
        endings: jvmEndings, blocks: .braced, comments: .slashes,
        probes: ["os.arch", "SystemUtils.OS_ARCH", "OS_ARCH"],
        refusals: ["throw ", "System.exit(", "exitProcess(", "error(", "sys.error(", "fail("],
        harmless: ["System.exit(0)", "exitProcess(0)"],
        loaders: [
            "System.load", "Runtime.getRuntime().load", "getResource", "Native.load(", "NativeLibrary.getInstance(",
        ])

    private static let shellProbes = [
        "uname -m", "uname -p", "uname -i", "uname -a", "uname -sm", "uname -ms", "$(arch)", "`arch`",
        "--print-architecture", "HOSTTYPE", "MACHTYPE", "/proc/cpuinfo", "lscpu",
    ]

    private static let shell = ScriptLanguage(
        endings: ["sh", "bash", "ksh", "zsh"], interpreters: ["sh", "bash", "dash", "ksh", "zsh", "ash"],
        blocks: .shell, comments: .hashes, probes: shellProbes,
        refusals: ["exit", "die", "fail", "abort", "fatal", "error", "bail", "err", "panic", "return"],
        harmless: ["exit 0", "return 0"])

    /// Its RUN instructions; BuildKit tells the architecture in a variable.
    private static let dockerfile = ScriptLanguage(
        endings: [], blocks: .shell, comments: .instructions,
        probes: shellProbes + ["TARGETARCH"], refusals: ["exit"], harmless: ["exit 0"])

    private static let ruby = ScriptLanguage(
        endings: ["rb", "rake", "gemspec", "podspec"], names: ["rakefile", "gemfile", "vagrantfile"],
        interpreters: ["ruby"], blocks: .indented, comments: .hashes,
        probes: ["RUBY_PLATFORM", "host_cpu", "target_cpu", "uname -m", "Etc.uname", "Gem::Platform.local"],
        refusals: ["raise", "abort", "exit 1", "exit(1)", "exit!", "fail "],
        loaders: ["ffi_lib ", "ffi_lib(", "Fiddle.dlopen("],
        // Chef's resource, and Ruby's own ways.
        downloads: ["remote_file ", "URI.open(", "Down.download("])

    private static let php = ScriptLanguage(
        endings: ["php"], interpreters: ["php"], blocks: .braced, comments: .slashesAndHashes, probes: ["php_uname("],
        refusals: ["throw ", "die(", "die;", "exit(", "trigger_error("], harmless: ["exit(0)"],
        loaders: ["FFI::cdef("])

    private static let perl = ScriptLanguage(
        endings: ["pl", "pm"], interpreters: ["perl"], blocks: .braced, comments: .hashes,
        probes: ["archname", "uname -m", "POSIX::uname", "uname -p"],
        refusals: ["die", "croak", "confess", "exit 1", "exit(1)"])

    private static let lua = ScriptLanguage(
        endings: ["lua"], interpreters: ["lua", "luajit"], blocks: .indented, comments: .dashes,
        probes: ["jit.arch", "uname -m", "os.arch()"], refusals: ["error(", "os.exit(", "os.raise(", "raise("],
        harmless: ["os.exit(0)", "os.exit(true"], loaders: ["ffi.load("])

    private static let r = ScriptLanguage(
        endings: ["r"], interpreters: ["Rscript"], blocks: .braced, comments: .hashes,
        probes: ["R.version$arch", "R.version$platform", "Sys.info()", "uname -m"], refusals: ["stop(", "quit("])

    private static let powerShell = ScriptLanguage(
        endings: ["ps1", "psm1"], interpreters: ["pwsh"], blocks: .braced, comments: .hashes,
        probes: ["PROCESSOR_ARCHITECTURE", "OSArchitecture", "ProcessArchitecture", "uname -m"],
        refusals: ["throw", "exit 1", "Write-Error", "[Environment]::Exit(1)"])

    private static let elixir = ScriptLanguage(
        endings: ["ex", "exs"], interpreters: ["elixir"], blocks: .indented, comments: .hashes,
        probes: [":system_architecture"], refusals: ["raise", "System.halt(1)", "Mix.raise", "exit("])
}
