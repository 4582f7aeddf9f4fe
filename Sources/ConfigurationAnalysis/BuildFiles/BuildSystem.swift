import ScanModel

/// The tools that build programs, by their files' names.
enum BuildSystem: Sendable {
    case cmake
    case make
    case meson
    case bazel
    case bazelSettings
    case autoconf
    case python
    /// How Ruby builds extensions, and what rake does.
    case extconf
    case gyp
    case gradle
    case maven
    case qmake
    case lua
    case shell
    case dockerfile
    /// `Package.swift`, with conditions of the compiler.
    case swiftPackage
    /// A description of a Haskell package, with conditions by indentation.
    case cabal
    /// Settings in which every line stands for itself.
    case properties
    /// Lists of flags without conditions of their own: presets, `build.zig`, `setup.cfg`, linker scripts.
    case list

    /// - Returns: nil for every other file.
    init?(_ file: FileName) {
        // Of the others it makes no difference what they are.
        let isAsked = file.isDockerfile || PassageKind.mayBeShellScript(file)
        self.init(file, isAsked ? PassageKind(file) : nil)
    }

    /// - Parameter passage: what the file is to those that look for commands.
    init?(_ file: FileName, _ passage: PassageKind?) {
        guard !file.isPlainSource else { return nil }
        // Called for every file of a tree: hardly one passes the sets' first test.
        if Self.names.mayContain(file.name), let named = Self.byName[file.name] {
            self = named
        } else if Self.endings.mayContain(file.ending), let ending = Self.byEnding[file.ending] {
            self = ending
        } else if file.nameBegins(with: "makefile.") || file.nameBegins(with: "gnumakefile.") {
            self = .make
        } else if file.name == "rules", file.path == "debian/rules" || file.path.hasSuffix("/debian/rules") {
            self = .make
        } else if passage == .dockerfile {
            self = .dockerfile
        } else if passage == .shellScript {
            self = .shell
        } else {
            return nil
        }
    }

    private static let names = NameSet(byName.keys)
    private static let endings = NameSet(byEnding.keys)

    private static let byName: [String: BuildSystem] = [
        "cmakelists.txt": .cmake, "makefile": .make, "gnumakefile": .make, "meson.build": .meson, "build": .bazel,
        "build.bazel": .bazel, "buck": .bazel, ".bazelrc": .bazelSettings, "configure.ac": .autoconf,
        "configure.in": .autoconf,
        "setup.py": .python, "sconstruct": .python, "sconscript": .python, "wscript": .python, "conanfile.py": .python,
        "binding.gyp": .gyp, "extconf.rb": .extconf, "pom.xml": .maven, "premake5.lua": .lua, "premake4.lua": .lua,
        "xmake.lua": .lua,
        "package.swift": .swiftPackage, "build.zig": .list, "setup.cfg": .list, "pyproject.toml": .list,
        "cmakepresets.json": .list, "build.gradle": .gradle, "build.gradle.kts": .gradle, "justfile": .shell,
        "makefile.in": .make, "makefile.am": .make, "rakefile": .extconf, "rakefile.rb": .extconf,
        "native-image.properties": .list, "application.properties": .properties, "makevars": .make,
        "makevars.in": .make, "dune": .list,
    ]
    private static let byEnding: [String: BuildSystem] = [
        "cmake": .cmake, "mk": .make, "mak": .make, "bzl": .bazel, "bazel": .bazel, "m4": .autoconf, "gyp": .gyp,
        "gypi": .gyp, "pro": .qmake, "pri": .qmake, "gradle": .gradle, "cabal": .cabal,
        "rake": .extconf, "rockspec": .lua, "ld": .list, "lds": .list,
    ]

    /// The bytes with spaces in the place of comments.
    func code(_ bytes: [UInt8]) -> [UInt8] {
        switch self {
        case .cmake, .meson, .shell, .bazelSettings, .qmake, .extconf: CommentBlanking.hashes(bytes)
        case .bazel, .python, .gyp: CommentBlanking.hashes(bytes, docStrings: true)
        case .make: CommentBlanking.hashes(bytes)
        case .autoconf: Self.withoutMacroComments(CommentBlanking.hashes(bytes))
        case .gradle: CommentBlanking.slashes(bytes)
        case .maven: CommentBlanking.xml(bytes)
        case .lua: CommentBlanking.dashes(bytes)
        case .dockerfile: Dockerfile(bytes).code
        case .swiftPackage: CommentBlanking.hashLines(CommentBlanking.slashes(bytes))
        case .cabal, .properties, .list: CommentBlanking.hashLines(bytes)
        }
    }

    /// `dnl` to the end of the line.
    private static func withoutMacroComments(_ bytes: [UInt8]) -> [UInt8] {
        var result = bytes
        var read = 0
        for place in bytes.indices(ofName: "dnl", in: 0..<bytes.count) where place >= read {
            let end = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            CommentBlanking.blank(&result, place..<end)
            read = end
        }
        // "can't" in a message between m4's brackets begins no string of the shell.
        for place in result.indices(of: "n't", in: 0..<result.count)
        where !Array.isNameByte(result.byte(at: place + 3) ?? 0) {
            result[place + 1] = UInt8(ascii: " ")
        }
        return result
    }

    func statements(_ code: [UInt8], _ text: SourceText) -> [BuildStatement] {
        switch self {
        case .cmake:
            let names = MachineNames(code: code, probes: [], options: CMakeStatements.options(code))
            return CMakeStatements.read(code, Condition(code: code, names: names))
        case .make: return MakeStatements.read(code, Condition(code: code, names: Self.nothing))
        case .qmake: return ScopedStatements.read(code, Condition(code: code, names: Self.nothing))
        case .meson, .lua, .extconf:
            return Self.plain(IndentedStatements.read(code, Condition(code: code, names: Self.nothing)))
        case .python:
            let names = MachineNames(code: code, probes: Self.pythonProbes)
            return Self.plain(IndentedStatements.read(code, Condition(code: code, names: names)))
        case .bazel, .gyp: return Self.plain(IndentedStatements.read(code, Condition(code: code, names: Self.nothing)))
        case .autoconf, .shell:
            return Self.plain(
                ShellStatements.read(code, in: 0..<code.count, Condition(code: code, names: Self.nothing)))
        case .gradle: return Self.plain(BracedStatements.read(code, Condition(code: code, names: Self.nothing)))
        case .dockerfile:
            return Dockerfile(text.bytes).instructions.filter { ["RUN", "ENV", "ARG"].contains($0.keyword) }.map {
                BuildStatement($0.arguments, .always)
            }
        case .swiftPackage: return ConditionalStatements.swift(text)
        case .cabal: return ConditionalStatements.cabal(text)
        case .maven, .list, .bazelSettings, .properties:
            return (1...max(1, text.lineCount)).map { BuildStatement(text.range(ofLine: $0), .always) }
        }
    }

    static let pythonProbes = ["machine()", "platform.processor()", "os.uname()", "get_platform()", "settings.arch"]
    private static let nothing = MachineNames(code: [], probes: [])

    private static func plain(_ statements: [Statement]) -> [BuildStatement] {
        statements.map { BuildStatement($0.range, $0.reach) }
    }
}
