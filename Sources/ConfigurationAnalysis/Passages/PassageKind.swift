import ScanModel

/// The kinds of files in which commands and addresses are looked for.
enum PassageKind: Hashable, Sendable {
    case dockerfile
    case shellScript
    /// Most are for Windows.
    case powerShell
    case makefile
    case gradle
    case mavenProject
    case jenkinsfile
    /// Pipelines, playbooks, manifests, user data.
    case yaml
    /// HCL of Terraform and Packer.
    case infrastructure
    /// Files of settings and services with `#` comments: systemd units, `.env`, JVM options, a Vagrantfile, recipes of
    /// BitBake.
    case settings
    case packageJSON
    /// Definitions of containers for Apptainer and Singularity: a head, and sections of a shell.
    case apptainer
    /// Lines of Jupyter notebooks that a shell runs.
    case notebook

    /// - Returns: nil for every other file.
    init?(_ file: FileName) {
        // Called for every file of a tree: hardly one passes the sets' first test.
        guard !file.isPlainSource, Self.mayBe(file) else { return nil }
        if file.isDockerfile {
            self = .dockerfile
        } else if Self.programEndings.mayContain(file.ending), let kind = Self.programs[file.ending] {
            self = kind
        } else if file.name == "pom.xml" {
            self = .mavenProject
        } else if file.ending == "kts", file.nameEnds(with: ".gradle.kts") {
            self = .gradle
        } else if file.name == "makefile" || file.name == "gnumakefile" {
            self = .makefile
        } else if Self.isShell(file.interpreter) {
            self = .shellScript
        } else if file.ending == "jenkinsfile" || file.nameBegins(with: "jenkinsfile") {
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

    private static let programs: [String: PassageKind] = [
        "pom": .mavenProject, "gradle": .gradle, "mk": .makefile, "sh": .shellScript, "bash": .shellScript,
        "ksh": .shellScript, "zsh": .shellScript, "ipynb": .notebook, "ps1": .powerShell, "psm1": .powerShell,
        "sbt": .gradle, "def": .apptainer,
    ]
    private static let programEndings = NameSet(programs.keys)

    /// Whether a name has the length and the first letter of one of those, or some program runs the file.
    private static func mayBe(_ file: FileName) -> Bool {
        switch file.first {
        // "Dockerfile", "Containerfile", "Jenkinsfile", ".env.", each with something behind it.
        case UInt8(ascii: "d"), UInt8(ascii: "c"), UInt8(ascii: "j"), UInt8(ascii: "."): return true
        default: break
        }
        return endings.mayContain(file.ending) || file.interpreter != nil || ConfigurationFile.isYAML(file)
            || ConfigurationFile.isHCL(file) || names.mayContain(file.first, count: file.name.utf8.count)
            || file.nameEnds(with: "user-data")
    }

    private static let endings = NameSet(
        programs.keys + settingsEndings + FileName.dockerfileNames + ["kts", "jenkinsfile"])
    private static let names = NameSet(settingsNames + ["pom.xml", "makefile", "gnumakefile", "package.json"])
    private static let settingsNames = [
        ".env", "vagrantfile", "procfile", "justfile", "tiltfile", "jvm.config", "jvm.options", "gradle.properties",
        "earthfile", "user-data", "maven.config", ".mavenrc", "taskfile", "workspace",
        "workspace.bazel", "module.bazel", ".envrc", "aptfile",
    ]
    private static let settingsEndings = ["service", "options", "env", "vmoptions", "bb", "bbappend"]
    private static let knownSettings = NameSet(settingsNames)
    private static let knownSettingsEndings = NameSet(settingsEndings)

    private static func isSettings(_ file: FileName) -> Bool {
        knownSettings.contains(file.name) || knownSettingsEndings.contains(file.ending)
            || file.nameBegins(with: ".env.") || file.nameEnds(with: "user-data")
    }

    private static let shells: NameSet = ["sh", "bash", "dash", "ksh", "zsh", "ash"]

    /// Whether a file's ending is one of scripts, or some program runs it.
    static func mayBeShellScript(_ file: FileName) -> Bool {
        file.interpreter != nil || programEndings.mayContain(file.ending)
    }

    private static func isShell(_ interpreter: String?) -> Bool { interpreter.map { shells.contains($0) } ?? false }
}
