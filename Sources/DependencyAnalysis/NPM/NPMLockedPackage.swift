/// A package as a lock file of npm, pnpm or yarn has it.
struct NPMLockedPackage: Sendable {
    let package: DeclaredPackage
    /// Processors that it is for; empty for all.
    var processors: [String] = []
    /// Systems that it is for; empty for all.
    var systems: [String] = []
    /// Whether the installation goes on without it.
    var isOptional = false
    /// Whether it runs a program when it is installed, which may fetch or compile native code; nil when the file
    /// doesn't tell.
    var hasInstallScript: Bool?
    /// The names of its own optional packages.
    var options: [String] = []

    /// npm's `cpu` field: a list of names, with `!` before those that are not allowed.
    static func allows(_ value: String, in list: [String]) -> Bool {
        let refused = list.filter { $0.hasPrefix("!") }
        if refused.contains("!" + value) { return false }
        return list.isEmpty || list.count == refused.count || list.contains(value)
    }

    var isForLinux: Bool { Self.allows("linux", in: systems) }
    var isForARM64: Bool { Self.allows("arm64", in: processors) }
    var isForX86: Bool { Self.allows("x64", in: processors) }
}
