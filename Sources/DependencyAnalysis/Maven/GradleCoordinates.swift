import ScanModel

/// Dependencies that a Gradle file writes out as `"group:name:version"`.
enum GradleCoordinates {
    private static let quotes: [UInt8] = [UInt8(ascii: "\""), UInt8(ascii: "'")]

    static func declared(in text: SourceText) -> [DeclaredDependency] {
        let code = CommentBlanking.slashes(text.bytes)
        var found: [DeclaredDependency] = []
        for line in 1...text.lineCount {
            var rest = code[text.range(ofLine: line)]
            while let open = rest.firstIndex(where: { quotes.contains($0) }),
                let close = rest[(open + 1)...].firstIndex(of: rest[open])
            {
                let coordinate = String(decoding: rest[(open + 1)..<close], as: UTF8.self)
                if var dependency = DeclaredDependency(coordinate: coordinate, file: text.path, line: line) {
                    // A variable of the script, which is not run here.
                    if dependency.version?.contains("$") == true { dependency.version = nil }
                    found.append(dependency)
                }
                rest = rest[(close + 1)...]
            }
        }
        return found
    }
}
