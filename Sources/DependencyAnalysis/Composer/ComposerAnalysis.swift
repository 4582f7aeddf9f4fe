import Reporting
import ScanModel

/// PHP's dependencies: `composer.json` and `composer.lock`.
struct ComposerAnalysis: Analysis {
    /// Which file it is, and its packages.
    struct Fact: Sendable {
        let isLock: Bool
        let packages: [DeclaredPackage]
    }

    var rules: [Rule] { [Self.rule] }

    func interest(in file: FileName) -> Interest {
        guard file.name == "composer.json" || file.name == "composer.lock", !file.isOfTests else { return .none }
        return file.folders.contains("vendor") ? .none : .always
    }

    func examine(_ text: SourceText, _ file: FileName) throws(Failure) -> Fact? {
        let root = try JSONReader.read(text)
        guard file.name == "composer.lock" else {
            let required = [("require", false), ("require-dev", true)].flatMap { key, isDev in
                (root[key]?.members ?? []).map { member in
                    DeclaredPackage(
                        member.name, range: member.value.text.flatMap { VersionRange($0) },
                        at: .init(text, at: member.offset), isForDevelopment: isDev)
                }
            }
            // "php" and "ext-…" come from the distribution.
            return Fact(isLock: false, packages: required.filter { $0.name.contains("/") })
        }
        let locked = [("packages", false), ("packages-dev", true)].flatMap { key, isDev in
            (root[key]?.elements ?? []).compactMap { element -> DeclaredPackage? in
                guard let name = element["name"]?.text else { return nil }
                return DeclaredPackage(
                    name, version: element["version"]?.text,
                    at: .init(text, at: element["name"]?.offset ?? element.offset),
                    isForDevelopment: isDev)
            }
        }
        return Fact(isLock: true, packages: locked)
    }

    func judge(_ facts: [FileFact<Fact>]) -> Judgement {
        let locked = Set(facts.filter { $0.fact.isLock }.map { $0.path.folder })
        let judge = PackageJudge(
            ecosystem: "composer", rule: Self.rule, facts: [:], unknownIsPortable: true,
            // All else is PHP: a package with a processor in its name is its program.
            severityByName: .blocker)
        var judgement = Judgement()
        for fact in facts where fact.fact.isLock || !locked.contains(fact.path.folder) {
            judgement.add(judge.judge(fact.fact.packages))
        }
        return judgement
    }

    private static let rule = Rule(
        id: "composer-package", title: "a PHP package for x86", area: .dependency, severity: .blocker, effort: .hours,
        why: "PHP packages are sources, apart from those that carry a program for x86.",
        remedy: "take the program from the distribution, or from a package that has it for arm64",
        before: "\"h4cc/wkhtmltopdf-amd64\": \"0.12.4\"", after: "(wkhtmltopdf from the distribution)",
        reference: "https://packagist.org/packages/h4cc/wkhtmltopdf-amd64")
}
