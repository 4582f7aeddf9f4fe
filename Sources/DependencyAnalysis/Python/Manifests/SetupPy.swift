import ScanModel

/// setuptools' `setup.py`: the requirements that stand in it as texts; it is never run.
struct SetupPy {
    private let text: SourceText
    /// Without the lines that are comments.
    private let bytes: [UInt8]
    private(set) var manifest = PythonManifest(.project)

    private static let keys: [(name: String, use: PythonDependency.Use)] = [
        ("install_requires", .runtime), ("setup_requires", .development), ("tests_require", .development),
        ("extras_require", .optional),
    ]

    static let words = LiteralSet(keys.map { $0.name })

    init(_ text: SourceText) {
        self.text = text
        bytes = CommentBlanking.hashLines(text.bytes)
        for (name, use) in Self.keys {
            for place in bytes.indices(of: name, in: 0..<bytes.count).prefix(16) {
                read(name, use, from: place)
            }
        }
    }

    private mutating func read(_ name: String, _ use: PythonDependency.Use, from place: Int) {
        var literals = PythonLiterals(bytes, from: place + name.utf8.count)
        guard !isWithinWord(place, name), literals.skipAssignment() else { return }
        if let variable = literals.variable() {
            // install_requires=REQUIREMENTS: the list is further up.
            guard let start = definition(of: variable) else {
                addOmission(name, use)
                return
            }
            guard variable != name else { return }
            literals = PythonLiterals(bytes, from: start)
        }
        let list = literals.list()
        for (offset, written) in list.texts {
            guard let requirement = Requirement(written) else { continue }
            manifest.dependencies.append(PythonDependency(requirement, at: Place(text, at: offset), use: use))
        }
        if !list.isWhole { addOmission(name, use) }
    }

    private func isWithinWord(_ place: Int, _ name: String) -> Bool {
        let end = place + name.utf8.count
        return place > 0 && PythonLiterals.isWord(bytes[place - 1])
            || end < bytes.count && PythonLiterals.isWord(bytes[end])
    }

    private mutating func addOmission(_ name: String, _ use: PythonDependency.Use) {
        guard use == .runtime else { return }
        manifest.omissions.append(NotJudged(what: text.path, why: "its \(name) is computed when it is run"))
    }

    /// Where the value of `NAME = […]` begins.
    private func definition(of name: String) -> Int? {
        for place in bytes.indices(of: name, in: 0..<bytes.count).prefix(64) where !isWithinWord(place, name) {
            let lineStart = text.range(ofLine: text.line(at: place)).lowerBound
            guard bytes[lineStart..<place].allSatisfy({ $0.isASCIISpace }) else { continue }
            var literals = PythonLiterals(bytes, from: place + name.utf8.count)
            if literals.skipAssignment(), literals.beginsList { return literals.position }
        }
        return nil
    }
}
