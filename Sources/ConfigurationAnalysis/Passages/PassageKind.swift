import ScanModel

/// The kinds of files in which commands and addresses are looked for.
enum PassageKind: Hashable, Sendable {
    case dockerfile
    case shellScript
    case makefile
    case gradle
    case mavenProject
    case jenkinsfile
    /// Pipelines, playbooks, manifests, user data.
    case yaml
    /// HCL of Terraform and Packer.
    case infrastructure
    /// Files of settings and services with `#` comments: systemd units, `.env`, JVM options, a Vagrantfile.
    case settings
    case packageJSON

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
        } else if file.name.hasPrefix("jenkinsfile") || file.ending == "jenkinsfile" {
            self = .jenkinsfile
        } else if ConfigurationFile.isYAML(file) {
            self = .yaml
        } else if ConfigurationFile.isHCL(file) {
            self = .infrastructure
        } else if file.name == "package.json" {
            self = .packageJSON
        } else if Self.isSettings(file) {
            self = .settings
        } else {
            return nil
        }
    }

    private static let settingsNames: Set<String> = [
        ".env", "vagrantfile", "procfile", "justfile", "tiltfile", "jvm.config", "jvm.options", "gradle.properties",
        "earthfile", "user-data", "maven.config", ".mavenrc", "taskfile", "workspace",
        "workspace.bazel", "module.bazel",
    ]

    private static func isSettings(_ file: FileName) -> Bool {
        settingsNames.contains(file.name) || ["service", "options", "env", "vmoptions"].contains(file.ending)
            || file.name.hasPrefix(".env.") || file.name.hasSuffix("user-data")
    }

    private static func isDockerfile(_ name: String) -> Bool {
        ["dockerfile", "containerfile"].contains {
            name == $0 || name.hasPrefix($0 + ".") || name.hasSuffix("." + $0) || name.hasPrefix($0 + "-")
                || name.hasPrefix($0 + "_")
        } && !notDockerfiles.contains { name.hasSuffix($0) }
    }

    private static let notDockerfiles = [".dockerignore", ".md", ".py", ".go", ".js", ".ts", ".j2", ".java", ".rb"]

    private static func isShell(_ interpreter: String?) -> Bool {
        interpreter.map { ["sh", "bash", "dash", "ksh", "zsh", "ash"].contains($0) } ?? false
    }
}
