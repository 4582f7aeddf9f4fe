import Reporting
import ScanModel

/// Judges the packages of one registry by what is known of them.
struct PackageJudge: Sendable {
    /// The registry's kind, such as `npm`.
    let ecosystem: String
    let rule: Rule
    let facts: [String: PackageFact]
    /// Whether packages that nothing is known of are sources in a portable language, which run or compile anywhere.
    let unknownIsPortable: Bool
    /// Reads a version as its ecosystem compares it.
    var version: @Sendable (String) -> SemanticVersion? = { SemanticVersion($0) }
    /// Whether the registry refuses a package on a processor that it isn't for.
    var refusesOthers = false
    /// How much a package matters that is for x86 by its name.
    var severityByName = Severity.warning

    func judge(_ packages: [DeclaredPackage]) -> Judgement {
        var judgement = Judgement()
        for package in packages {
            let fact = facts[package.name]
            let status: DependencyResult.Status =
                if let fact { status(of: package, fact) } else { unknownIsPortable ? .ok : .unknown }
            judgement.dependencies.append(
                DependencyResult(
                    ecosystem: ecosystem, name: package.name, version: package.version, file: package.place.file,
                    line: package.place.line, status: status, minimum: fact?.first))
            if let fact, let finding = finding(package, fact, status) { judgement.findings.append(finding) }
            if let fact, status == .unknown, isNeeded(package, fact) { judgement.gaps.append(gap(package, fact)) }
            if fact == nil, let finding = namedForX86(package, among: packages) { judgement.findings.append(finding) }
        }
        return judgement
    }

    /// Whether a program fails without the package's native code.
    private func isNeeded(_ package: DeclaredPackage, _ fact: PackageFact) -> Bool {
        fact.otherwise == .fails && !package.isForDevelopment && !package.isOptional
            && !FileName(path: package.place.file).isAside
    }

    private func gap(_ package: DeclaredPackage, _ fact: PackageFact) -> NotJudged {
        NotJudged(
            what: package.place.file,
            why: "\(package.name) has native code for arm64 from \(fact.first ?? "no version") on, and its version "
                + "can't be told")
    }

    private func status(of package: DeclaredPackage, _ fact: PackageFact) -> DependencyResult.Status {
        let exact = package.version.flatMap(version) ?? package.range?.exact
        if let prebuilt = fact.prebuiltSince.flatMap(version) {
            if let exact, exact < prebuilt { return .ok }
            if exact == nil, package.range?.reaches(prebuilt) == false { return .ok }
        }
        guard let first = fact.first.flatMap(version) else { return .unsupported }
        if let exact { return exact < first ? .upgrade : .ok }
        return package.range.map { $0.reaches(first) ? .ok : .upgrade } ?? .unknown
    }

    private func finding(
        _ package: DeclaredPackage, _ fact: PackageFact, _ status: DependencyResult.Status
    ) -> Finding? {
        let named = [package.name, package.version].compactMap { $0 }.joined(separator: " ")
        let compiles = fact.otherwise == .compiles
        var severity: Severity = compiles ? .warning : .blocker
        // What is compiled to build the project is compiled all the same.
        if package.isOptional { severity = severity.lowered }
        if package.isForDevelopment { severity = min(severity, .warning) }
        switch status {
        case .ok, .unknown: return nil
        case .upgrade:
            return finding(
                package, severity,
                compiles
                    ? "\(named) has nothing prebuilt for arm64 and is compiled when it is installed"
                    : "\(named) has no native code for arm64",
                fact.first.map { "use \($0) or later" + (fact.instead.map { "; or \($0)" } ?? "") } ?? rule.remedy,
                fact.reference)
        case .unsupported:
            return finding(
                package, severity,
                compiles
                    ? "\(named) has nothing prebuilt for arm64 and is compiled when it is installed"
                    : "\(named) has no version with native code for Linux on arm64",
                fact.instead ?? (compiles ? "have a compiler where it is installed, or replace it" : "replace it"),
                fact.reference)
        }
    }

    /// A package that is for x86 by its name, without one for arm64 beside it.
    private func namedForX86(_ package: DeclaredPackage, among packages: [DeclaredPackage]) -> Finding? {
        // A disassembler has "x86" in its name too; what is *for* x86 ends with the word.
        guard Self.endings.contains(where: { package.name.hasSuffix($0) }),
            !ArchitectureWords.namesOtherSystem(package.name)
        else { return nil }
        let key = Self.key(package.name)
        let hasTwin = packages.contains { ArchitectureWords.namesARM64($0.name) && Self.key($0.name) == key }
        guard !hasTwin else { return nil }
        let isRefused =
            refusesOthers && !package.isOptional && Self.refused.contains { package.name.contains($0) }
        let severity: Severity =
            package.isForDevelopment || package.isOptional ? .warning : isRefused ? .blocker : severityByName
        return finding(
            package, severity,
            "\(package.name) is for x86 by its name" + (isRefused ? ": npm refuses it on arm64 (EBADPLATFORM)" : ""),
            isRefused
                ? "leave it out: the package that uses it brings the one for the machine"
                : "add the package for arm64 beside it", nil)
    }

    private static func key(_ name: String) -> String {
        // "esbuild-linux-64" stands beside "esbuild-linux-arm64".
        let name = name.hasSuffix("-linux-64") ? name.dropLast(2) + "x64" : name
        return ArchitectureWords.removing(from: name)
    }

    private static let endings = [
        "-amd64", "-x86_64", "-x86-64", "-x64", "-x64-gnu", "-x64-musl", "-linux64", "-linux-64", "-i386",
    ]
    /// The names of packages that are published once for each platform, and say so by `os` and `cpu`.
    private static let refused = ["-linux-64", "-linux-x64", "/linux-x64", "linuxmusl-x64"]

    private func finding(
        _ package: DeclaredPackage, _ severity: Severity, _ message: String, _ remedy: String, _ reference: String?
    ) -> Finding {
        Finding(
            rule: rule.id, severity: severity.lowered(in: FileName(path: package.place.file)), file: package.place.file,
            line: package.place.line,
            snippet: package.place.snippet, message: message, remedy: remedy, reference: reference ?? rule.reference)
    }
}
