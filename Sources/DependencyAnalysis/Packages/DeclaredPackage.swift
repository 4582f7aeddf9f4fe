import ScanModel

/// A package that a manifest or lock file names.
struct DeclaredPackage: Sendable {
    let name: String
    /// The version that will be installed, when the file tells it.
    let version: String?
    /// The versions that are allowed, when the file tells only that.
    let range: VersionRange?
    /// The file, the line and its text.
    let place: Place
    /// Whether only building and testing need it.
    let isForDevelopment: Bool
    /// Whether all goes on without it, or not every target takes it.
    let isOptional: Bool

    init(
        _ name: String, version: String? = nil, range: VersionRange? = nil, at place: Place,
        isForDevelopment: Bool = false, isOptional: Bool = false
    ) {
        self.name = name
        self.version = version ?? nil
        self.range = range
        self.place = place
        self.isForDevelopment = isForDevelopment
        self.isOptional = isOptional
    }

    /// The same, of which it can't be told whether every target takes it.
    var whenOptional: DeclaredPackage {
        DeclaredPackage(
            name, version: version, range: range, at: place, isForDevelopment: isForDevelopment, isOptional: true)
    }

    /// Where something is declared; small, because lock files declare thousands.
    struct Place: Sendable {
        let file: String
        let line: Int
        let snippet: String?

        init(_ text: SourceText, at offset: Int, withSnippet: Bool = true) {
            file = text.path
            line = text.line(at: offset)
            snippet = withSnippet ? text.snippet(at: offset) : nil
        }
    }
}
