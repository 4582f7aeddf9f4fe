import ArgumentParser

extension CommandConfiguration {
    /// Of a command with none below it, which ``CommandLookup`` lets read its own words: with a program named above it, the
    /// library leaves `--generate-completion-script` to that program. Looking for it is a fifth of what a short command does.
    /// - Parameters:
    ///   - name: the word that calls it.
    ///   - abstract: what it does, in a line.
    ///   - discussion: what its help says besides.
    init(command name: String, abstract: String, discussion: String = "") {
        self.init(commandName: name, _superCommandName: "mixarch", abstract: abstract, discussion: discussion)
    }
}
