import ConfigurationAnalysis
import ScanModel

/// The packages that a command for npm, RubyGems, Go or Cargo names.
struct InstalledPackages {
    let command: InstallCommand
    let text: SourceText
    /// Whether the image for arm64 does without them.
    let isForDevelopment: Bool

    var packages: [DeclaredPackage] {
        switch command.tool {
        case .pip, .conda: []
        case .npm: command.packages.compactMap { npm($0) }
        case .gem: command.packages.compactMap { gem($0) }
        case .go: command.packages.compactMap { module($0) }
        case .cargo: crates
        }
    }

    private func declared(_ name: some StringProtocol, _ version: (some StringProtocol)?, at offset: Int)
        -> DeclaredPackage
    {
        // Without a version, the newest is what gets installed.
        let wanted = version.map { String($0) } ?? "latest"
        let range = wanted == "latest" ? VersionRange("*") : VersionRange(wanted)
        return DeclaredPackage(
            String(name), version: SemanticVersion(wanted) == nil ? nil : wanted, range: range,
            at: .init(text, at: offset), isForDevelopment: isForDevelopment)
    }

    /// `name`, `name@1.2`, `@scope/name@^1`; not a folder, an archive or a repository.
    private func npm(_ word: DockerfileCommands.Word) -> DeclaredPackage? {
        let written = word.text
        let isScoped = written.hasPrefix("@")
        guard let first = written.first, first != ".", first != "/", !written.contains(":"),
            isScoped || !written.contains("/"), !written.hasSuffix(".tgz")
        else { return nil }
        guard let at = written.dropFirst().lastIndex(of: "@") else {
            return declared(written, String?.none, at: word.offset)
        }
        return declared(written[..<at], written[written.index(after: at)...], at: word.offset)
    }

    /// `name`, `name:1.2`; `-v 1.2` is for all of them.
    private func gem(_ word: DockerfileCommands.Word) -> DeclaredPackage? {
        guard !word.text.contains("/"), !word.text.hasSuffix(".gem") else { return nil }
        let parts = word.text.split(separator: ":", maxSplits: 1)
        guard let name = parts.first else { return nil }
        let version = parts.count > 1 ? String(parts[1]) : command.value(of: ["-v", "--version"])
        return declared(name, version, at: word.offset)
    }

    /// `example.com/module/cmd/tool@v1.2`: which part of the path is the module is only known of known ones.
    private func module(_ word: DockerfileCommands.Word) -> DeclaredPackage? {
        guard let at = word.text.lastIndex(of: "@"), word.text.contains(".") else { return nil }
        let path = word.text[..<at]
        let known = GoKnowledge.packages.keys.first { path == $0 || path.hasPrefix($0 + "/") }
        return declared(known ?? String(path), word.text[word.text.index(after: at)...], at: word.offset)
    }

    private var crates: [DeclaredPackage] {
        guard command.value(of: ["--git", "--path"]) == nil else { return [] }
        let version = command.value(of: ["--version", "--vers"])
        return command.packages.map { word in
            let parts = word.text.split(separator: "@", maxSplits: 1)
            return declared(parts.first ?? "", parts.count > 1 ? String(parts[1]) : version, at: word.offset)
        }
    }
}
