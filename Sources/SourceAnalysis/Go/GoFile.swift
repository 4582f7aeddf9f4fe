import ScanModel

/// What a scan keeps of a Go file.
struct GoFile: Sendable {
    var availability = GoAvailability.everywhere
    /// The name in the package clause.
    var package = ""
    /// Where the file says for what it is built: the constraint, else the package clause.
    var constraint: SourcePlace?
    /// What stands at the top level, for files that are built for x86 only.
    var declarations: [GoDeclaration] = []
    /// Whether it has the function that a program begins with.
    var declaresMain = false
    /// Functions without a body: they are written in assembly.
    var bodyless: [GoDeclaration] = []
    var words = WordSet(WordCollector())
}

/// Something with a name at the top level of a Go file.
struct GoDeclaration: Sendable {
    let name: String
    /// Whether it has a receiver: it is used behind a dot.
    let isMethod: Bool
    let place: SourcePlace

    var isExported: Bool { name.unicodeScalars.first?.properties.isUppercase ?? false }
}

/// What a scan keeps of a file of Go's own assembly.
struct GoAssemblyFile: Sendable {
    let availability: GoAvailability
    /// The functions that it defines.
    let symbols: Set<String>
    /// Whether other files are taken in, which may define more.
    let includesOthers: Bool
}
