/// A `replace` line of `go.mod`: another module, or a folder, takes a module's place.
struct GoReplacement {
    private let name: Substring
    /// nil for every version.
    private let version: Substring?
    private let newName: Substring
    /// nil for a folder.
    private let newVersion: Substring?

    /// - Parameter words: `old [version] => new [version]`.
    /// - Returns: nil when they are none.
    init?(_ words: [Substring]) {
        guard let arrow = words.firstIndex(of: "=>"), (1...2).contains(arrow) else { return nil }
        let new = words[(arrow + 1)...]
        guard let newName = new.first, new.count < 3 else { return nil }
        name = words[0]
        version = arrow > 1 ? words[1] : nil
        self.newName = newName
        newVersion = new.dropFirst().first
    }

    /// - Returns: what is compiled in a package's place; nil when this replaces another one.
    func instead(of package: DeclaredPackage) -> DeclaredPackage? {
        guard package.name == name, version.map({ package.version == String($0) }) ?? true else { return nil }
        return DeclaredPackage(String(newName), version: newVersion.map { String($0) }, at: package.place)
    }
}
