import Reporting
import ScanModel

/// Conan's requirements: they are built from source or taken for the chosen architecture, so all but those that only
/// x86 has are counted.
struct ConanAnalysis: Analysis {
    var rules: [Rule] { [Self.rule] }

    private static let names: NameSet = ["conanfile.txt", "conanfile.py", "conan.lock"]

    func interest(in file: FileName) -> Interest {
        Self.names.contains(file.name) && !file.path.contains("!/")
            ? .always : .none
    }

    func examine(_ text: SourceText, _ file: FileName) -> [DeclaredPackage]? {
        let code = CommentBlanking.hashLines(text.bytes)
        let found = (1...max(1, text.lineCount)).flatMap { line -> [DeclaredPackage] in
            let content = String(decoding: code[text.range(ofLine: line)], as: UTF8.self)
            let words =
                file.ending == "txt"
                ? [Substring(content)]
                : content.split(whereSeparator: { "\"'".contains($0) }).enumerated().filter { $0.offset % 2 == 1 }
                    .map { $0.element }
            return words.compactMap { Self.reference(String($0), text, line) }
        }
        return found.isEmpty ? nil : found
    }

    func judge(_ facts: [FileFact<[DeclaredPackage]>]) -> Judgement {
        var judgement = Judgement()
        for fact in facts {
            judgement.add(judge.judge(fact.fact))
            let unknown = fact.fact.filter { ConanKnowledge.packages[$0.name] == nil }
            guard !unknown.isEmpty else { continue }
            judgement.omissions.append(
                NotJudged(
                    what: fact.path,
                    why:
                        "its \(unknown.count) packages are compiled for arm64, or taken for it, by their recipes and are "
                        + "not here"))
        }
        return judgement
    }

    private var judge: PackageJudge {
        PackageJudge(ecosystem: "conan", rule: Self.rule, facts: ConanKnowledge.packages, unknownIsPortable: false)
    }

    /// `name/version[@user/channel][#revision]`
    private static func reference(_ text: String, _ file: SourceText, _ line: Int) -> DeclaredPackage? {
        let plain = text.filter { !$0.isWhitespace }.prefix { $0 != "@" && $0 != "#" && $0 != "%" }
        let parts = plain.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count > 1, let first = parts[1].first,
            parts[0].utf8.allSatisfy({ $0.isASCIILetterOrDigit || "_-+.".utf8.contains($0) }),
            first.isNumber || first == "[" || parts[1].hasPrefix("cci")
        else { return nil }
        let version = first == "[" ? nil : String(parts[1])
        return DeclaredPackage(
            String(parts[0]), version: version, at: .init(file, at: file.range(ofLine: line).lowerBound))
    }

    private static let rule = Rule(
        id: "conan-package", title: "a Conan package for x86 only", area: .dependency, severity: .blocker,
        effort: .days, why: "The library is written for x86 processors, and its build stops on others.",
        remedy: "use a library that has arm64, or take it for x86 only", before: "[requires]\nhyperscan/5.4.2",
        after: "# Vectorscan, its port to arm64, by a recipe of your own")
}
