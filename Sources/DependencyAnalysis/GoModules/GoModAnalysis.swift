import Reporting
import ScanModel

/// Go's dependencies, as `go.mod` names them.
struct GoModAnalysis: Analysis {
    /// What a file says.
    enum Fact: Sendable {
        case module([DeclaredPackage])
        /// The modules' sources stand below this folder, and are scanned like the project's own.
        case vendored
    }

    var rules: [Rule] { [Self.rule] }

    func interest(in file: FileName) -> Interest {
        if file.name == "modules.txt", file.folders.last == "vendor" { return .named }
        return file.name == "go.mod" && !file.isOfTests && !file.folders.contains("vendor") ? .always : .none
    }

    func examine(_ text: SourceText, _ file: FileName) -> Fact? {
        file.name == "go.mod" ? .module(Self.packages(text)) : .vendored
    }

    func judge(_ facts: [FileFact<Fact>]) -> Judgement {
        let vendored = Set(
            facts.compactMap { fact -> Substring? in
                guard case .vendored = fact.fact else { return nil }
                return fact.path.folder(before: "vendor/modules.txt")
            })
        var judgement = Judgement()
        for fact in facts {
            guard case .module(let packages) = fact.fact else { continue }
            judgement.add(judge.judge(packages))
            if !packages.isEmpty, !vendored.contains(fact.path.folder) {
                judgement.omissions.append(
                    NotJudged(
                        what: fact.path,
                        why: "its \(packages.count) modules are compiled from source on arm64 and are not here; "
                            + "`go mod vendor` or --caches shows them to the scan"))
            }
        }
        return judgement
    }

    private var judge: PackageJudge {
        PackageJudge(ecosystem: "go", rule: Self.rule, facts: GoKnowledge.packages, unknownIsPortable: true)
    }

    /// The `require` lines, with what `replace` puts in their place; `// indirect` ones count too, they are compiled like
    /// the others.
    static func packages(_ text: SourceText) -> [DeclaredPackage] {
        var packages: [DeclaredPackage] = []
        var replacements: [GoReplacement] = []
        var block: Substring = ""
        var start = 0
        for line in text.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            defer { start = line.endIndex + 1 }
            let code = String(decoding: line.prefix(SourceText.reach), as: UTF8.self)
            let words = (code.firstRange(of: "//").map { code[..<$0.lowerBound] } ?? code[...])
                .utf8.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }.map { Substring($0) }
            guard let first = words.first else { continue }
            if first == ")" {
                block = ""
            } else if block.isEmpty, words.dropFirst().first == "(" {
                block = first
            } else {
                let directive = block.isEmpty ? first : block
                let values = Array(block.isEmpty ? words.dropFirst() : words[...])
                switch directive {
                case "require" where values.count == 2:
                    packages.append(
                        DeclaredPackage(
                            String(values[0]), version: String(values[1]), at: .init(text, at: start)))
                case "replace":
                    if let replacement = GoReplacement(values) { replacements.append(replacement) }
                default: continue
                }
            }
        }
        return packages.map { package in
            replacements.lazy.compactMap { $0.instead(of: package) }.first ?? package
        }
    }

    static let rule = Rule(
        id: "go-module", title: "a Go module without arm64", area: .dependency, severity: .blocker, effort: .hours,
        why: "The module brings assembly or a prebuilt library for x86, and nothing for arm64.",
        remedy: "use a version that has arm64, or another module",
        before: "require github.com/confluentinc/confluent-kafka-go v1.9.2",
        after: "require github.com/confluentinc/confluent-kafka-go/v2 v2.3.0")
}
