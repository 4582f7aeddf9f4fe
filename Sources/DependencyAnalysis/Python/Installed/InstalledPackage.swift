import ScanModel

/// A package that is installed in the tree: `name-version.dist-info` and the files in it.
enum InstalledPackage {
    /// - Parameter path: of `METADATA` or `WHEEL`.
    /// - Returns: nil when it does not stand in a folder of an installed package.
    static func read(_ text: SourceText, path: String) -> PythonManifest? {
        guard let folder = path.split(separator: "/").dropLast().last, folder.hasSuffix(".dist-info") else {
            return nil
        }
        let parts = folder.dropLast(".dist-info".count).split(separator: "-", maxSplits: 1)
        guard parts.count == 2, let version = PythonVersion(parts[1]) else { return nil }
        var dependency = PythonDependency(
            parts[0], VersionSet([[VersionSpecifier(.equal, version)]]), at: Place(text, at: 0))
        dependency.content = content(text)
        var manifest = PythonManifest(.installed)
        manifest.dependencies = [dependency]
        return manifest
    }

    /// `Tag: py3-none-any`: a package for every system stays one on arm64; one for x86 says nothing of arm64.
    private static func content(_ text: SourceText) -> ReleaseContent? {
        let lines = String(decoding: text.bytes.prefix(16_384), as: UTF8.self).split { $0.isNewline }
        let tags = lines.filter { $0.hasPrefix("Tag:") }.map { $0.dropFirst(4).withoutOuterSpace }
        guard !tags.isEmpty, tags.allSatisfy({ $0.hasSuffix("-any") }) else { return nil }
        var content = ReleaseContent()
        content.isPure = true
        return content
    }
}
