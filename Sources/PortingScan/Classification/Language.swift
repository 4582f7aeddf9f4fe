import ScanModel

/// The languages that are recognised, and whether their sources are judged. The one place to look at and to extend.
///
/// What is in no table here (HTML, CSS, YAML, JSON, Markdown, SQL, images, …) says nothing about an architecture.
enum Language {
    /// Judged: those whose sources are understood, and those that are portable but for what they ask at run time.
    static let judged: Set<String> = [
        "Assembly", "C", "C++", "CUDA", "Fortran", "Go", "Objective-C", "Rust", "Java", "Kotlin", "Groovy", "Scala",
        ".NET", "Python", "Ruby", "PHP", "Perl", "Lua", "R", "JavaScript", "TypeScript", "Erlang", "Elixir", "Clojure",
        "Swift", "Zig", "Nim", "Haskell", "Dockerfile", "Shell", "Make",
    ]

    /// Recognised by the file's extension. Those that are not in ``judged`` make the verdict inconclusive.
    private static let byExtension: [String: String] = [
        "java": "Java", "kt": "Kotlin", "kts": "Kotlin", "groovy": "Groovy", "scala": "Scala",
        "sh": "Shell", "bash": "Shell", "ksh": "Shell", "zsh": "Shell", "mk": "Make", "dockerfile": "Dockerfile",
        "c": "C", "h": "C", "cc": "C++", "cpp": "C++", "cxx": "C++", "hh": "C++", "hpp": "C++", "hxx": "C++",
        "s": "Assembly", "asm": "Assembly", "cu": "CUDA", "m": "Objective-C", "mm": "Objective-C", "f90": "Fortran",
        "f": "Fortran", "go": "Go", "rs": "Rust", "zig": "Zig", "nim": "Nim", "swift": "Swift",
        "py": "Python", "pyx": "Python", "rb": "Ruby", "php": "PHP", "pl": "Perl", "pm": "Perl", "lua": "Lua",
        "r": "R", "jl": "Julia", "ex": "Elixir", "exs": "Elixir", "erl": "Erlang", "hs": "Haskell", "ml": "OCaml",
        "clj": "Clojure", "dart": "Dart", "cs": ".NET", "fs": ".NET", "vb": ".NET", "csproj": ".NET",
        "fsproj": ".NET", "vbproj": ".NET",
    ]

    /// Files by which a project says what it is written in.
    private static let byName: [String: String] = [
        "go.mod": "Go", "cargo.toml": "Rust", "requirements.txt": "Python", "pyproject.toml": "Python",
        "setup.py": "Python", "pipfile": "Python", "gemfile": "Ruby", "composer.json": "PHP",
        "cmakelists.txt": "C++", "packages.config": ".NET", "makefile": "Make", "gnumakefile": "Make",
        "package.swift": "Swift", "mix.exs": "Elixir",
    ]

    /// JavaScript counts as a program of its own only beside a `package.json`; else it is for browsers.
    private static let scriptExtensions: [String: String] = [
        "js": "JavaScript", "mjs": "JavaScript", "cjs": "JavaScript", "jsx": "JavaScript", "ts": "TypeScript",
        "tsx": "TypeScript", "vue": "JavaScript", "svelte": "JavaScript",
    ]
    static let scriptManifest = "package.json"

    /// Every file of a tree is asked.
    private static let extensions = NameSet(byExtension.keys)
    private static let names = NameSet(byName.keys)
    private static let scripts = NameSet(scriptExtensions.keys)

    /// - Parameters:
    ///   - file: the file's name, with its `#!` line.
    ///   - hasScriptManifest: whether there is a `package.json` in the tree.
    /// - Returns: the language; nil when the file says nothing about an architecture.
    static func of(_ file: FileName, hasScriptManifest: Bool) -> String? {
        if extensions.mayContain(file.ending), let language = byExtension[file.ending] { return language }
        if names.mayContain(file.name), let language = byName[file.name] { return language }
        if hasScriptManifest, scripts.mayContain(file.ending), let language = scriptExtensions[file.ending] {
            return language
        }
        if file.name == scriptManifest { return "JavaScript" }
        if isDockerfile(file.name) { return "Dockerfile" }
        return file.interpreter.flatMap { byInterpreter[$0.prefix { $0.isLetter }.description] }
    }

    private static func isDockerfile(_ name: String) -> Bool {
        guard let first = name.utf8.first, first == UInt8(ascii: "d") || first == UInt8(ascii: "c") else {
            return false
        }
        return ["dockerfile", "containerfile"].contains { name == $0 || name.hasPrefix($0 + ".") }
    }

    /// Programs in `#!` lines, without their version numbers.
    private static let byInterpreter: [String: String] = [
        "sh": "Shell", "bash": "Shell", "dash": "Shell", "ksh": "Shell", "zsh": "Shell", "ash": "Shell",
        "python": "Python", "perl": "Perl", "ruby": "Ruby", "node": "JavaScript", "php": "PHP", "make": "Make",
    ]

    /// Of so many files of a tree one may be in a language that is not judged, and the verdict still says something.
    private static let share = 20

    /// What to say of sources in languages that are not judged: a blocker may hide in what is a substantial part of the
    /// tree. The few files of a generator, or of a binding that few people build, are listed and decide nothing.
    /// - Parameter languages: all languages of a tree.
    static func gaps(in languages: [LanguageCount]) -> [NotJudged] {
        let total = languages.reduce(0) { $0 + $1.files }
        return languages.filter { !judged.contains($0.name) }.map { language in
            let matters = language.files * share >= total
            let files = "\(language.files) \(language.files == 1 ? "file" : "files") in \(language.name)"
            return NotJudged(
                what: language.name,
                why: files + (matters ? "" : " of \(total)") + ", which is recognised and not analysed yet",
                matters: matters)
        }
    }
}
