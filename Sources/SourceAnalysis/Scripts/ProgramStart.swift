import ScanModel

/// Files whose first lines are surely run: a program's start, and scripts by which a project is built.
enum ProgramStart {
    private static let programs: Set<Substring> = ["index", "main", "app", "server", "cli", "__init__", "__main__"]
    /// What every installation of a module of Perl begins with.
    private static let perlBuilders: Set<String> = ["makefile.pl", "build.pl"]
    private static let builders = ["build", "make", "configure", "setenv", "bootstrap", "compile"]

    /// - Parameters:
    ///   - file: a file at whose top level something is refused.
    ///   - isShell: whether it is a script of a shell: what installs or fetches something is asked for by somebody.
    /// - Returns: whether everybody gets there.
    static func isCertain(_ file: FileName, isShell: Bool) -> Bool {
        guard isShell else {
            return perlBuilders.contains(file.name) || programs.contains(file.name.prefix { $0 != "." })
        }
        let folder = file.folders.last?.lowercased() ?? ""
        return builders.contains { file.name.contains($0) || folder.contains($0) }
    }
}
