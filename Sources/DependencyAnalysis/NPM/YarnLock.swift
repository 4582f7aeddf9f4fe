import ScanModel

/// `yarn.lock`, of the first yarn and of the later ones.
enum YarnLock {
    static func packages(_ text: SourceText) -> [NPMLockedPackage] {
        IndentedBlocks(text, in: 0..<text.bytes.count, indentation: 0).blocks.compactMap { block in
            // "name@^1, name@~1.2", "@scope/name@npm:^1", and their resolution below.
            let head = String(decoding: text.bytes[block.head].prefix(SourceText.reach), as: UTF8.self)
            let selector = Self.selector(head)
            guard let at = selector.dropFirst().firstIndex(of: "@") else { return nil }
            var version: String?
            // "sass@npm:node-sass@^8": another package under this name.
            let range = selector[selector.index(after: at)...]
            let alias = range.hasPrefix("npm:") ? range.dropFirst(4) : nil
            let end = alias?.dropFirst().lastIndex(of: "@")
            let name = end.flatMap { end in alias.map { $0[..<end] } } ?? selector[..<at]
            var result = NPMLockedPackage(package: DeclaredPackage("", at: .init(text, at: block.head.lowerBound)))
            for line in block.lines {
                let (key, value) = IndentedBlocks.parts(line, in: text)
                switch key {
                case "version" where version == nil: version = value
                case "conditions":
                    // "os=linux & cpu=x64 & libc=glibc"
                    for word in value.split(separator: " ") {
                        if word.hasPrefix("cpu=") { result.processors = [String(word.dropFirst(4))] }
                        if word.hasPrefix("os=") { result.systems = [String(word.dropFirst(3))] }
                    }
                    result.isOptional = true
                default: break
                }
            }
            guard let version else { return nil }
            let package = DeclaredPackage(
                String(name), version: version, at: result.package.place, isOptional: result.isOptional)
            return NPMLockedPackage(
                package: package, processors: result.processors, systems: result.systems, isOptional: result.isOptional)
        }
    }

    /// The first of a head's selectors; in quotes it may hold colons.
    private static func selector(_ head: String) -> Substring {
        head.hasPrefix("\"") ? head.dropFirst().prefix { !"\",".contains($0) } : head.prefix { !",:".contains($0) }
    }
}
