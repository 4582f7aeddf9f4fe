/// What one file of a JavaScript project says.
enum NPMFact: Sendable {
    /// `package.json`: what it needs, as ranges.
    case manifest([DeclaredPackage], forX86: DeclaredPackage.Place? = nil)
    /// A lock file: what is installed.
    case lock([NPMLockedPackage])
    /// A folder of installed packages stands beside.
    case installed
    /// A Dockerfile that has the distribution's browser in the place of the one that a package downloads.
    case hasBrowser
}
