import ScanModel

/// setuptools' `setup.cfg`: values that go on in indented lines.
enum SetupCfg {
    static func read(_ text: SourceText) -> PythonManifest? {
        var manifest = PythonManifest(.project)
        var section: Substring = ""
        var use: PythonDependency.Use?
        for number in 1...max(1, text.lineCount) {
            let range = text.range(ofLine: number)
            let line = String(decoding: text.bytes[range].prefix(SourceText.reach), as: UTF8.self)
            let trimmed = line.withoutOuterSpace
            guard let first = trimmed.first, first != "#", first != ";" else { continue }
            if first == "[", line.first == "[" {
                section = trimmed.dropFirst().prefix { $0 != "]" }
                use = nil
                continue
            }
            var value = trimmed
            if line.first?.isWhitespace != true {
                guard let sign = trimmed.firstIndex(where: { $0 == "=" || $0 == ":" }) else { continue }
                let key = trimmed[..<sign].withoutOuterSpace
                value = trimmed[trimmed.index(after: sign)...].withoutOuterSpace
                use = Self.use(of: key, in: section)
                if section == "options", key == "python_requires" { manifest.python = PyProject.python(String(value)) }
            }
            guard let use, let requirement = Requirement(value.split(separator: " #").first ?? value) else {
                continue
            }
            let start = text.bytes[range].firstIndex { !$0.isASCIISpace } ?? range.lowerBound
            manifest.dependencies.append(
                PythonDependency(requirement, at: Place(text, at: start), use: use))
        }
        return manifest.dependencies.isEmpty && manifest.python == nil ? nil : manifest
    }

    private static func use(of key: some StringProtocol, in section: Substring) -> PythonDependency.Use? {
        switch (section, key) {
        case ("options", "install_requires"): .runtime
        case ("options", "setup_requires"), ("options", "tests_require"): .development
        case ("options.extras_require", _): .optional
        default: nil
        }
    }
}
