import ScanModel

/// Files that say which Python runs a project: `.python-version`, `runtime.txt`.
enum InterpreterVersion {
    static func read(_ text: SourceText) -> PythonManifest? {
        let first = String(decoding: text.bytes.prefix(128), as: UTF8.self).split(separator: "\n").first ?? ""
        guard let minor = minor(first.withoutOuterSpace) else { return nil }
        var manifest = PythonManifest(.interpreter)
        manifest.python = minor
        return manifest
    }

    /// - Parameter text: `3.9`, `3.9.18`, `python-3.9.18`, `cpython-3.9`.
    static func minor(_ text: some StringProtocol) -> Int? {
        let version = text.drop { !$0.isNumber }
        let numbers = version.split(separator: ".", maxSplits: 2).map { Int($0.prefix { $0.isNumber }) }
        guard numbers.count >= 2, numbers[0] == 3, let minor = numbers[1], minor <= PythonTags.highest else {
            return nil
        }
        return minor
    }
}
