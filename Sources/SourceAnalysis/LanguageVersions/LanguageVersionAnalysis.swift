import Reporting
import ScanModel

/// Which versions of their languages a project says that it is written for, and those that are old for arm64.
struct LanguageVersionAnalysis: Analysis {
    /// One place in a file.
    struct Statement: Sendable {
        /// The place's number in ``VersionPlace/all``: an earlier one counts more.
        let rank: Int
        let version: LanguageVersion
        let finding: Finding?
    }

    var rules: [Rule] { [Self.rule] }

    func interest(in file: FileName) -> Interest {
        VersionPlace.mayBe(in: file) && VersionPlace.all.contains { $0.isIn(file) } ? .always : .none
    }

    func examine(_ text: SourceText, _ file: FileName) -> [Statement]? {
        VersionPlace.all.enumerated().compactMap { rank, place in
            guard place.isIn(file) else { return nil }
            return place.keys.lazy.compactMap { fact(place, rank, after: $0, in: text) }.first
        }
    }

    func judge(_ facts: [FileFact<[Statement]>]) -> Judgement {
        // The nearest to the top of the tree says it for the project.
        let ordered = facts.flatMap { $0.fact }.sorted {
            ($0.version.file.count { $0 == "/" }, $0.rank, $0.version.file)
                < ($1.version.file.count { $0 == "/" }, $1.rank, $1.version.file)
        }
        var judgement = Judgement()
        for fact in ordered where !judgement.languageVersions.contains(where: { $0.language == fact.version.language })
        {
            judgement.languageVersions.append(fact.version)
            if let finding = fact.finding { judgement.findings.append(finding) }
        }
        return judgement
    }

    private func fact(_ place: VersionPlace, _ rank: Int, after key: String, in text: SourceText) -> Statement? {
        let starts = key.isEmpty ? [0] : text.bytes.indices(of: key, in: 0..<text.bytes.count)
        let start = starts.first { start in
            let line = text.near(start, in: text.range(ofLine: text.line(at: start)))
            return place.beside.isEmpty || text.bytes.containsAny(place.beside, in: line)
        }
        guard let start else { return nil }
        // ">=3.9", "^20.1", "'17'", "v20.1.0", "1.8", "VERSION_1_8"
        let rest = text.bytes[(start + key.utf8.count)...].prefix(Self.reach).drop {
            " \t\r\n\"'>=~^<v".utf8.contains($0)
        }
        let isJoined = key.hasSuffix("_")
        let number = rest.prefix {
            ("0"..."9").contains(Character(UnicodeScalar($0))) || $0 == UInt8(ascii: ".")
                || isJoined && $0 == UInt8(ascii: "_")
        }
        var version = String(decoding: number, as: UTF8.self)
        if isJoined { version = String(version.map { $0 == "_" ? "." : $0 }) }
        while version.hasSuffix(".") { version.removeLast() }
        guard version.first?.isNumber == true else { return nil }
        // Java counted 1.5, 1.6, 1.7, 1.8, 9.
        let language = place.language
        if language == "Java", version.hasPrefix("1."), version.count > 2 { version.removeFirst(2) }
        return Statement(
            rank: rank, version: LanguageVersion(language: language, version: version, file: text.path),
            finding: finding(place, version, in: text, at: rest.startIndex))
    }

    private static let reach = 64

    private func finding(_ place: VersionPlace, _ version: String, in text: SourceText, at offset: Int) -> Finding? {
        let numbers = version.split(separator: ".").compactMap { Int($0) }
        let major = numbers.first ?? 0
        switch place.language {
        case "Java" where major < 8 && place.isTarget:
            return Finding(
                Self.rule, in: text, at: offset,
                message: "what is compiled for Java \(version) runs on every JDK for arm64; JDK 20 compiles it no more",
                remedy: "run it on Java 17 or 21, and move to 8 at least before the compiler does")
        case "Java" where major < 8:
            return Finding(
                Self.rule, in: text, at: offset, severity: .warning,
                message: "Java \(version) is older than every JDK for Linux on arm64 that is kept up",
                remedy: "move to Java 17 or 21; 8 is the least")
        case "Java" where major < 11:
            return Finding(
                Self.rule, in: text, at: offset,
                message: "Java \(version) runs on arm64; 11 and later run much faster there",
                remedy: "run it on Java 11 or later where you can")
        case "Go" where major == 1 && numbers.count > 1 && numbers[1] < 18:
            return Finding(
                Self.rule, in: text, at: offset,
                message: "Go \(version) builds for arm64; 1.18 and later pass arguments in registers there",
                remedy: "build it with Go 1.18 or later",
                reference: "https://go.dev/doc/go1.18#compiler")
        default: return nil
        }
    }

    private static let rule = Rule(
        id: "language-version", title: "an old version of a language", area: .build, severity: .note, effort: .hours,
        why: "Compilers and runtimes for arm64 got much better in later versions; the oldest have none for arm64.",
        remedy: "use a later version of the language",
        before: "<maven.compiler.release>7</maven.compiler.release>",
        after: "<maven.compiler.release>17</maven.compiler.release>",
        reference: "https://github.com/aws/aws-graviton-getting-started/blob/main/java.md")
}
