import ScanModel

/// Where a kind of file says the version of a language.
struct VersionPlace: Sendable {
    let language: String
    /// Whether it is in a file of this name.
    let isIn: @Sendable (FileName) -> Bool
    /// The text before the version; empty when the file is nothing but the version.
    let keys: [String]
    /// Words of which one must stand in the line too.
    var beside: [String] = []
    /// Whether it is what a compiler makes code for, and not what the program is run with.
    var isTarget = false
    /// The names of its files, where these are all that matters.
    private let names: Set<String>

    init(_ language: String, names: Set<String>, keys: [String] = [""], isTarget: Bool = false) {
        self.init(language, names: names, keys: keys, isTarget: isTarget) { names.contains($0.name) }
    }

    private init(
        _ language: String, names: Set<String> = [], keys: [String], beside: [String] = [], isTarget: Bool = false,
        isIn: @escaping @Sendable (FileName) -> Bool
    ) {
        self.language = language
        self.names = names
        self.keys = keys
        self.beside = beside
        self.isTarget = isTarget
        self.isIn = isIn
    }

    /// Whether one of the places may be in a file: asked for every file of a tree.
    static func mayBe(in file: FileName) -> Bool {
        allNames.contains(file.name) || isGradle(file) || isDockerfile(file) || isDotNet(file)
    }

    private static let allNames = NameSet(all.flatMap { $0.names })
    private static let dotNet: NameSet = ["csproj", "fsproj", "vbproj"]

    private static func isGradle(_ file: FileName) -> Bool {
        file.ending == "gradle" || file.ending == "kts" && file.name.hasSuffix(".gradle.kts")
    }
    private static func isDockerfile(_ file: FileName) -> Bool {
        file.name == "dockerfile" || file.name.hasPrefix("dockerfile.") || file.ending == "dockerfile"
    }

    private static func isDotNet(_ file: FileName) -> Bool { dotNet.contains(file.ending) }

    /// Those that a project is built by come before the images that it is run in.
    static let all = [
        VersionPlace(
            "Java", names: ["pom.xml"],
            keys: [
                "<maven.compiler.release>", "<java.release.version>", "<java.version>", "<maven.compiler.target>",
                "<maven.compiler.source>", "<release>",
            ], isTarget: true),
        VersionPlace("Java", keys: ["JavaLanguageVersion.of("], isIn: isGradle),
        VersionPlace(
            "Java", keys: ["JavaVersion.VERSION_"], beside: ["ompatibility", "jvmTarget"], isTarget: true,
            isIn: isGradle),
        VersionPlace("Java", keys: ["jvmToolchain("], isIn: isGradle),
        VersionPlace(
            "Java", keys: ["sourceCompatibility = ", "sourceCompatibility=", "sourceCompatibility "], isTarget: true,
            isIn: isGradle),
        VersionPlace("Java", names: [".java-version"]), VersionPlace("Java", names: [".sdkmanrc"], keys: ["java="]),
        VersionPlace("Go", names: ["go.mod"], keys: ["\ngo "]),
        VersionPlace("Rust", names: ["cargo.toml"], keys: ["rust-version = "]),
        VersionPlace("Rust", names: ["rust-toolchain"]),
        VersionPlace("Rust", names: ["rust-toolchain.toml"], keys: ["channel = "]),
        VersionPlace("Python", names: ["pyproject.toml"], keys: ["requires-python = ", "python = "]),
        VersionPlace("Python", names: ["setup.py", "setup.cfg"], keys: ["python_requires=", "python_requires = "]),
        VersionPlace("Python", names: [".python-version"]),
        VersionPlace("Python", names: ["runtime.txt"], keys: ["python-"]),
        VersionPlace("JavaScript", names: ["package.json"], keys: ["\"node\": "]),
        VersionPlace("JavaScript", names: [".nvmrc", ".node-version"]),
        VersionPlace("Ruby", names: [".ruby-version"]), VersionPlace("Ruby", names: ["gemfile"], keys: ["\nruby "]),
        VersionPlace(".NET", keys: ["<TargetFramework>net", "<TargetFrameworks>net"], isIn: isDotNet),
        VersionPlace(
            "Java",
            keys: [
                "openjdk:", "eclipse-temurin:", "amazoncorretto:",
            ], isIn: isDockerfile),
        VersionPlace("Python", keys: ["FROM python:"], isIn: isDockerfile),
        VersionPlace("JavaScript", keys: ["FROM node:"], isIn: isDockerfile),
        VersionPlace("Go", keys: ["FROM golang:"], isIn: isDockerfile),
        VersionPlace("Ruby", keys: ["FROM ruby:"], isIn: isDockerfile),
    ]
}
