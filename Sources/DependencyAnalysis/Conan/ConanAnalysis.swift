import ScanModel

/// Conan's requirements: they are built from source or taken for the chosen architecture, so they are only counted.
struct ConanAnalysis: Analysis {
    var rules: [Rule] { [] }

    private static let names: NameSet = ["conanfile.txt", "conanfile.py", "conan.lock"]

    func interest(in file: FileName) -> Interest {
        Self.names.contains(file.name) && !file.path.contains("!/")
            ? .always : .none
    }

    func examine(_ text: SourceText, _ file: FileName) -> [DependencyResult]? {
        let code = CommentBlanking.hashLines(text.bytes)
        let found = (1...max(1, text.lineCount)).flatMap { line -> [DependencyResult] in
            let content = String(decoding: code[text.range(ofLine: line)], as: UTF8.self)
            let words =
                file.ending == "txt"
                ? [Substring(content)]
                : content.split(whereSeparator: { "\"'".contains($0) }).enumerated().filter { $0.offset % 2 == 1 }
                    .map { $0.element }
            return words.compactMap { Self.reference(String($0), text.path, line) }
        }
        return found.isEmpty ? nil : found
    }

    func judge(_ facts: [FileFact<[DependencyResult]>]) -> Judgement {
        Judgement(dependencies: facts.flatMap { $0.fact })
    }

    /// `name/version[@user/channel][#revision]`
    private static func reference(_ text: String, _ file: String, _ line: Int) -> DependencyResult? {
        let plain = text.filter { !$0.isWhitespace }.prefix { $0 != "@" && $0 != "#" && $0 != "%" }
        let parts = plain.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count > 1, let first = parts[1].first,
            parts[0].utf8.allSatisfy({ $0.isASCIILetterOrDigit || "_-+.".utf8.contains($0) }),
            first.isNumber || first == "[" || parts[1].hasPrefix("cci")
        else { return nil }
        let version = first == "[" ? nil : String(parts[1])
        return DependencyResult(
            ecosystem: "conan", name: String(parts[0]), version: version, file: file, line: line, status: .unknown,
            minimum: nil)
    }
}
