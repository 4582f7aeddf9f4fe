import ScanModel

/// `pnpm-lock.yaml`, lock file versions 5 to 9.
enum PnpmLock {
    static func packages(_ text: SourceText) -> [NPMLockedPackage] {
        let tops = IndentedBlocks(text, in: 0..<text.bytes.count, indentation: 0).blocks
        // Version 9 no longer says which packages are built.
        let version = tops.lazy.map { IndentedBlocks.parts($0.head, in: text) }.first { $0.key == "lockfileVersion" }
        let tellsBuilds =
            version.flatMap { SemanticVersion($0.value) }.map { $0 < SemanticVersion(numbers: [9]) } ?? false
        guard let packages = tops.first(where: { IndentedBlocks.parts($0.head, in: text).key == "packages" }),
            let end = packages.lines.last?.upperBound
        else { return [] }
        return IndentedBlocks(text, in: (packages.head.upperBound + 1)..<end, indentation: 2).blocks.compactMap {
            block in
            guard let (name, version) = split(IndentedBlocks.parts(block.head, in: text).key) else { return nil }
            var result = NPMLockedPackage(
                package: DeclaredPackage(name, version: version, at: .init(text, at: block.head.lowerBound)))
            if tellsBuilds { result.hasInstallScript = false }
            for line in block.lines {
                let (key, value) = IndentedBlocks.parts(line, in: text)
                switch key {
                case "cpu": result.processors = IndentedBlocks.list(value)
                case "os": result.systems = IndentedBlocks.list(value)
                case "optional": result.isOptional = value == "true"
                case "requiresBuild": result.hasInstallScript = value == "true"
                default: break
                }
            }
            return result
        }
    }

    /// `/name/1.2.3`, `/@scope/name@1.2.3(peer@1)`, `name@1.2.3`.
    private static func split(_ key: String) -> (name: String, version: String)? {
        let plain = key.drop { $0 == "/" }.prefix { $0 != "(" }
        if let at = plain.dropFirst().lastIndex(of: "@") {
            return (String(plain[..<at]), String(plain[plain.index(after: at)...]))
        }
        guard let slash = plain.lastIndex(of: "/") else { return nil }
        return (String(plain[..<slash]), String(plain[plain.index(after: slash)...].prefix { $0 != "_" }))
    }
}
