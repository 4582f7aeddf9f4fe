import ScanModel

/// What a Gradle script declares, before names are filled in.
struct GradleScript: Sendable {
    /// A dependency whose parts may hold `$v`.
    struct Declaration: Sendable {
        enum Role: Sendable {
            case dependency
            /// Says the version for others: a constraint, or a managed dependency.
            case managed
            /// A bill of materials.
            case platform
        }

        var dependency: DeclaredDependency
        let role: Role
    }

    /// Where something of a version catalog is used: `libs.netty.epoll`.
    struct CatalogUse: Sendable {
        let path: String
        let use: DeclaredDependency.Use
        let isPlatform: Bool
    }

    let file: String
    let values: ScriptValues
    let declarations: [Declaration]
    let catalogUses: [CatalogUse]
    /// A catalog that a settings script writes out.
    let catalog: GradleCatalog
    /// The platforms that JavaCPP's packages are taken for, when it says so.
    let platforms: [JavaCPPPlatform.Choice]

    /// The folder whose projects it builds.
    var folder: String { file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "" }
    var isSettings: Bool { file.contains("settings.gradle") }

    init(_ text: SourceText) {
        let tokens = ScriptToken.tokens(of: text.bytes)
        file = text.path
        platforms = JavaCPPPlatform.choices(inScript: text)
        values = ScriptAssignments.values(in: tokens)
        var reader = GradleScriptReader(tokens, text)
        reader.read()
        declarations = reader.declarations
        catalogUses = reader.catalogUses
        catalog = GradleCatalog(settings: tokens, text)
    }
}
