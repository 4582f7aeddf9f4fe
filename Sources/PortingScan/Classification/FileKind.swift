import ArchiveIO

/// What is done with a file, by its name and its first bytes.
enum FileKind: Hashable, Sendable {
    case dockerfile
    case shellScript
    case makefile
    /// Java and the other languages of the JVM.
    case jvmSource
    case gradle
    case mavenProject
    case archive(Container)
    /// Looked at for machine code only.
    case other

    /// How an archive is read.
    enum Container: Hashable, Sendable {
        case zip
        case tar

        var formats: ArchiveFormats { self == .zip ? .zip : .tar }
    }

    private static let zipExtensions: Set<String> = [
        "jar", "war", "ear", "rar", "zip", "aar", "whl", "nupkg", "egg", "apk", "kar", "hpi", "jpi",
    ]
    private static let tarEndings = [
        ".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tbz2", ".tar.zst", ".tzst",
    ]

    /// - Parameters:
    ///   - name: the file's name, without its folder.
    ///   - prefix: its first bytes.
    init(name: some StringProtocol, prefix: [UInt8]) {
        let lower = name.lowercased()
        let ending = Self.fileExtension(of: lower)
        if let container = Self.container(of: lower, prefix: prefix) {
            self = .archive(container)
        } else if Self.isDockerfile(lower) {
            self = .dockerfile
        } else if lower == "pom.xml" || ending == "pom" {
            self = .mavenProject
        } else if ending == "gradle" || lower.hasSuffix(".gradle.kts") {
            self = .gradle
        } else if ["java", "kt", "kts", "groovy", "scala"].contains(ending) {
            self = .jvmSource
        } else if ["makefile", "gnumakefile"].contains(lower) || ending == "mk" {
            self = .makefile
        } else if ["sh", "bash", "ksh", "zsh"].contains(ending) || Self.hasShellInterpreter(prefix) {
            self = .shellScript
        } else {
            self = .other
        }
    }

    /// - Returns: how to read an archive of this name; nil when it is none.
    static func container(of name: some StringProtocol, prefix: [UInt8]) -> Container? {
        let lower = name.lowercased()
        if zipExtensions.contains(fileExtension(of: lower)) {
            // Old RAR archives share their ending with JCA's resource adapters.
            return prefix.starts(with: Array("Rar!".utf8)) ? nil : .zip
        }
        return tarEndings.contains { lower.hasSuffix($0) } ? .tar : nil
    }

    /// What stands behind the last dot; empty when there is none.
    static func fileExtension(of name: some StringProtocol) -> String {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count > 1 ? parts.last.map { String($0) } ?? "" : ""
    }

    /// The language that the kind itself tells.
    var language: String? {
        switch self {
        case .dockerfile: "Dockerfile"
        case .shellScript: "Shell"
        case .makefile: "Make"
        default: nil
        }
    }

    /// Whether the file is read as a text.
    var isText: Bool {
        switch self {
        case .archive, .other: false
        default: true
        }
    }

    private static func isDockerfile(_ lower: String) -> Bool {
        ["dockerfile", "containerfile"].contains {
            lower == $0 || lower.hasPrefix($0 + ".") || lower.hasSuffix("." + $0)
        }
            && !lower.hasSuffix(".dockerignore")
    }

    private static func hasShellInterpreter(_ prefix: [UInt8]) -> Bool {
        guard prefix.starts(with: Array("#!".utf8)) else { return false }
        let line = String(decoding: prefix.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        let words = line.split { "#!/ \t\r".contains($0) }
        return words.contains { ["sh", "bash", "dash", "ksh", "zsh", "ash"].contains($0) }
    }
}
