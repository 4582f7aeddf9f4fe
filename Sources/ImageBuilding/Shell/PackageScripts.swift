import RawJSON

/// The scripts of a `package.json` that a package manager of Node runs.
///
/// Source: npm's documentation, "scripts"; yarn's and pnpm's "run".
struct PackageScripts {
    /// The folder of the `package.json`, relative to the command's; nil for the same.
    let folder: String?
    /// The scripts' names, in order; those that are not there are passed over.
    let names: [String]

    /// What these do by themselves when no script of their name is there.
    private static let managers: Set<String> = ["bun", "npm", "pnpm", "yarn", "yarnpkg"]
    private static let installations: Set<String> = ["add", "ci", "clean-install", "i", "install"]
    /// Packages in other folders: theirs are other files.
    private static let elsewhere = [
        "-r", "--recursive", "-w", "--workspace", "--workspaces", "-ws", "-F", "--filter", "-W", "--workspace-root",
    ]

    /// - Parameter command: a command.
    /// - Returns: nil when it runs no script.
    init?(_ command: ShellCommand) {
        guard let program = command.program.map(BuildTool.name), Self.managers.contains(program),
            !command.arguments.contains(where: { word in
                Self.elsewhere.contains { word == $0 || word.hasPrefix($0 + "=") }
            })
        else { return nil }
        let folder = command.option("--prefix", "-C", "--cwd", "--dir")
        self.folder = folder
        // What stands behind `--` is the script's own.
        let own = command.arguments.prefix { $0 != "--" }
        let words = own.filter { !$0.hasPrefix("-") && $0 != folder }
        let isYarn = program.hasPrefix("yarn")
        guard let verb = words.first ?? (isYarn ? "install" : nil) else { return nil }
        if Self.installations.contains(verb) {
            guard !command.has("--ignore-scripts") else { return nil }
            names = ["preinstall", "install", "postinstall", "prepare"]
        } else if ["run", "run-script"].contains(verb), words.count > 1 {
            names = Self.around(words[1])
        } else if program != "npm", verb != "test", verb != "start" {
            // yarn build; what else yarn knows by that name is no script.
            names = Self.around(verb)
        } else {
            return nil
        }
    }

    private static func around(_ name: String) -> [String] { ["pre" + name, name, "post" + name] }

    /// - Parameter text: a `package.json`.
    /// - Returns: the scripts' lines.
    func lines(in text: String) -> [String] {
        guard let json = try? JSONValue(parsing: text.utf8, source: "package.json") else { return [] }
        return names.compactMap { json[path: "scripts", $0]?.string }
    }
}
