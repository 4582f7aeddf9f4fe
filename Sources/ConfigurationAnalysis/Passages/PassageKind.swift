import ScanModel

/// The kinds of files in which commands and addresses are looked for.
enum PassageKind: Hashable, Sendable {
    case dockerfile
    case shellScript
    case makefile
    case gradle
    case mavenProject

    /// - Returns: nil for every other file.
    init?(_ file: FileName) {
        if Self.isDockerfile(file.name) {
            self = .dockerfile
        } else if file.name == "pom.xml" || file.ending == "pom" {
            self = .mavenProject
        } else if file.ending == "gradle" || file.name.hasSuffix(".gradle.kts") {
            self = .gradle
        } else if ["makefile", "gnumakefile"].contains(file.name) || file.ending == "mk" {
            self = .makefile
        } else if ["sh", "bash", "ksh", "zsh"].contains(file.ending) || Self.isShell(file.interpreter) {
            self = .shellScript
        } else {
            return nil
        }
    }

    private static func isDockerfile(_ name: String) -> Bool {
        ["dockerfile", "containerfile"].contains {
            name == $0 || name.hasPrefix($0 + ".") || name.hasSuffix("." + $0)
        } && !name.hasSuffix(".dockerignore")
    }

    private static func isShell(_ interpreter: String?) -> Bool {
        interpreter.map { ["sh", "bash", "dash", "ksh", "zsh", "ash"].contains($0) } ?? false
    }
}
