import Reporting
import ScanModel

/// Rust's dependencies, as `Cargo.lock` has them.
struct CargoAnalysis: Analysis {
    var rules: [Rule] { [Self.rule] }

    /// Whether it is the lock file, and its packages.
    struct Fact: Sendable {
        let isLock: Bool
        let packages: [DeclaredPackage]
        /// What a manifest wants on x86 alone.
        var forX86: Set<String> = []
    }

    func interest(in file: FileName) -> Interest {
        guard file.name == "cargo.lock" || file.name == "cargo.toml", !file.isOfTests, !file.folders.contains("vendor")
        else { return .none }
        return .always
    }

    func examine(_ text: SourceText, _ file: FileName) throws(Failure) -> Fact? {
        let isLock = file.name == "cargo.lock"
        guard !isLock else { return Fact(isLock: true, packages: Self.locked(text)) }
        let declared = Self.declared(text)
        return Fact(isLock: false, packages: declared.forAll, forX86: declared.forX86)
    }

    func judge(_ facts: [FileFact<Fact>]) -> Judgement {
        let locked = Set(facts.filter { $0.fact.isLock }.map { $0.path.folder })
        let judge = PackageJudge(
            ecosystem: "cargo", rule: Self.rule, facts: CargoKnowledge.packages, unknownIsPortable: true)
        // A lock file has the crates of all targets: what is taken on arm64 too, only the manifests know.
        let manifests = facts.filter { !$0.fact.isLock }
        let forAll = Set(manifests.flatMap { $0.fact.packages.map { $0.name } })
        let forX86 = Set(manifests.flatMap { $0.fact.forX86 }).subtracting(forAll)
        var judgement = Judgement()
        for fact in facts {
            if let omission = Self.omission(fact) { judgement.omissions.append(omission) }
            if fact.fact.isLock {
                let taken = fact.fact.packages.filter { !forX86.contains($0.name) }
                judgement.add(judge.judge(taken.map { forAll.contains($0.name) ? $0 : $0.whenOptional }))
            } else if !fact.path.folder.isCovered(by: locked) {
                judgement.add(judge.judge(fact.fact.packages))
            }
        }
        return judgement
    }

    /// What isn't here: the sources of the crates, among them those that bring a library in C.
    private static func omission(_ fact: FileFact<Fact>) -> NotJudged? {
        guard fact.fact.isLock, fact.fact.packages.count > 1 else { return nil }
        let native = fact.fact.packages.map { $0.name }.filter { $0.hasSuffix("-sys") && !$0.hasPrefix("windows") }
        let names = native.prefix(5).joined(separator: ", ") + (native.count > 5 ? ", …" : "")
        return NotJudged(
            what: fact.path,
            why: "its \(fact.fact.packages.count) crates are compiled from source on arm64 and are not here"
                + (native.isEmpty ? "" : " (\(names) with a library in C)")
                + "; `cargo vendor` or --caches shows them to the scan")
    }

    /// `[[package]]` with `name = "…"` and `version = "…"`: cargo writes the file in one form only.
    static func locked(_ text: SourceText) -> [DeclaredPackage] {
        var packages: [DeclaredPackage] = []
        var name: (text: String, offset: Int)?
        var start = 0
        for line in text.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            defer { start = line.endIndex + 1 }
            if line.starts(with: "[[".utf8) { name = nil }
            if let value = value(of: "name", line) { name = (value, start) }
            if let value = value(of: "version", line), let found = name {
                packages.append(DeclaredPackage(found.text, version: value, at: .init(text, at: found.offset)))
                name = nil
            }
        }
        return packages
    }

    /// The dependencies of a manifest without a lock file: `name = "1"` and `name = { version = "1" }` in the tables
    /// of dependencies for every target or for this one.
    static func declared(_ text: SourceText) -> (forAll: [DeclaredPackage], forX86: Set<String>) {
        var packages: [DeclaredPackage] = []
        var forX86: Set<String> = []
        var table: Substring = ""
        var start = 0
        for line in text.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            defer { start = line.endIndex + 1 }
            let code = String(decoding: line.prefix(SourceText.reach), as: UTF8.self)
            let trimmed = code.drop { $0.isWhitespace }
            if trimmed.hasPrefix("[") {
                table = trimmed.dropFirst().prefix { $0 != "]" }
                continue
            }
            // A dependency of x86 targets alone says `[target.'cfg(target_arch = "x86_64")'.dependencies]`.
            guard table.hasSuffix("dependencies"), !trimmed.hasPrefix("#"), let equals = trimmed.firstIndex(of: "=")
            else { continue }
            let name = trimmed[..<equals].filter { !" \t\"".contains($0) }
            guard !ArchitectureWords.namesX86(table) || table.contains("not(") else {
                forX86.insert(name)
                continue
            }
            if wantsMKL(trimmed[equals...]) {
                packages.append(DeclaredPackage("intel-mkl-src", range: nil, at: .init(text, at: start)))
            }
            let requirement = trimmed[equals...].split(separator: "\"", omittingEmptySubsequences: false)
            let isPlain = requirement.first.map { $0.allSatisfy { "= \t".contains($0) } } ?? false
            let marked = requirement.firstIndex { $0.hasSuffix("version = ") || $0.hasSuffix("version=") }
            let index = isPlain ? 1 : marked.map { $0 + 1 }
            let range = index.flatMap { requirement.indices.contains($0) ? requirement[$0] : nil }
            packages.append(
                DeclaredPackage(
                    name, range: range.flatMap { VersionRange($0, plain: .compatible) }, at: .init(text, at: start),
                    isForDevelopment: table.contains("dev-")))
        }
        return (packages, forX86)
    }

    /// `features = ["intel-mkl-static"]`, by which blas-src, ndarray-linalg and others take a crate for x86 alone.
    private static func wantsMKL(_ requirement: Substring) -> Bool {
        guard requirement.contains("\"intel-mkl"), !requirement.contains("optional = true"),
            let features = requirement.firstRange(of: "features")
        else { return false }
        return requirement[features.upperBound...].contains("\"intel-mkl")
    }

    private static func value(of key: String, _ line: ArraySlice<UInt8>) -> String? {
        guard line.starts(with: (key + " = \"").utf8) else { return nil }
        return String(decoding: line.dropFirst(key.utf8.count + 4).prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
    }

    static let rule = Rule(
        id: "cargo-crate", title: "a crate without arm64", area: .dependency, severity: .blocker, effort: .hours,
        why: "The crate holds code or a library for x86 only and does not compile for arm64.",
        remedy: "use a version that has arm64, or another crate; or take it for x86 targets only",
        before: "[dependencies]\nintel-mkl-src = \"0.8\"", after: "[dependencies]\nopenblas-src = \"0.10\"",
        reference:
            "https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html#platform-specific-dependencies")
}
