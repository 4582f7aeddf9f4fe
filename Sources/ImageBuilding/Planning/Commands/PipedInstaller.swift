/// Installers that their projects tell people to give to a shell straight from the network.
enum PipedInstaller {
    /// They bring a tool for the build, by the addresses of their projects' own guides. What the tool makes is judged
    /// where it is called; whatever the image takes of its programs is looked at after the build.
    private static let addresses = [
        "://astral.sh/uv/", "://bun.sh/install", "://deb.nodesource.com/", "://deno.land/",
        "://get.pnpm.io/", "://get.sdkman.io", "://getcomposer.org/installer", "://install.python-poetry.org",
        "://raw.githubusercontent.com/creationix/nvm/", "://raw.githubusercontent.com/nvm-sh/nvm/",
        "://rpm.nodesource.com/", "://sh.rustup.rs", "://yarnpkg.com/install.sh",
    ]

    /// - Parameter source: the command whose output a shell runs.
    static func isKnown(_ source: [String]) -> Bool {
        source.contains { word in addresses.contains(where: word.contains) }
    }
}
