import Reporting
import ScanModel

/// Ruby's dependencies, as `Gemfile.lock` has them.
struct GemAnalysis: Analysis {
    /// What a file says.
    enum Fact: Sendable {
        case lock(GemfileLock)
        /// How many gems a `Gemfile` asks for, and those of them that it pins and that are known.
        case manifest(gems: Int, pinned: [DeclaredPackage])
    }

    var rules: [Rule] { [Self.gemRule, Self.platformRule] }

    private static let names: NameSet = ["gemfile.lock", "gems.locked", "gemfile", "gems.rb"]

    func interest(in file: FileName) -> Interest {
        guard Self.names.contains(file.name), !file.isOfTests, !file.folders.contains("vendor") else { return .none }
        return .always
    }

    func examine(_ text: SourceText, _ file: FileName) -> Fact? {
        if file.name.hasSuffix("lock") || file.name.hasSuffix("locked") { return .lock(GemfileLock(text)) }
        let gems = text.bytes.split(separator: UInt8(ascii: "\n")).count { line in
            line.drop { $0.isASCIISpace }.starts(with: "gem ".utf8)
        }
        return gems > 0 ? .manifest(gems: gems, pinned: PinnedGems.known(in: text)) : nil
    }

    func judge(_ facts: [FileFact<Fact>]) -> Judgement {
        let locked = Set(
            facts.compactMap { fact -> Substring? in
                if case .lock = fact.fact { fact.path.folder } else { nil }
            })
        var judgement = Judgement()
        for fact in facts {
            switch fact.fact {
            case .lock(let lock): judgement.add(judge(lock))
            case .manifest(let gems, let pinned) where !locked.contains(fact.path.folder):
                // What a site of documentation is built with is not shipped.
                guard !FileName(path: fact.path).isAside else { continue }
                judgement.add(Self.gemJudge.judge(pinned))
                judgement.gaps.append(
                    NotJudged(
                        what: fact.path,
                        why:
                            "there is no Gemfile.lock beside it: which versions of its \(gems) gems are used is not known"
                    ))
            case .manifest: continue
            }
        }
        return judgement
    }

    private func judge(_ lock: GemfileLock) -> Judgement {
        // What is "ruby" is compiled where it is installed, by the compiler that every Ruby image for building has.
        var judgement = Self.gemJudge.judge(
            lock.gems.filter { $0.platform == "ruby" }.map { $0.package } + lock.forX86Alone)
        if let finding = platformFinding(lock) { judgement.findings.append(finding) }
        return judgement
    }

    /// Bundler resolves for the platforms that are listed, and for no other.
    private func platformFinding(_ lock: GemfileLock) -> Finding? {
        guard let place = lock.platformsPlace,
            lock.platforms.contains(where: { $0.hasPrefix("x86_64-linux") }),
            !lock.platforms.contains(where: {
                $0 == "ruby" || $0.hasPrefix("aarch64-linux") || $0.hasPrefix("arm64-linux")
            })
        else { return nil }
        return Finding(
            rule: Self.platformRule.id, severity: .warning, file: place.file, line: place.line, snippet: place.snippet,
            message: "the gems are resolved for \(lock.platforms.joined(separator: ", ")) only; "
                + "`bundle install` with a frozen lock file refuses arm64",
            remedy: Self.platformRule.remedy, reference: Self.platformRule.reference)
    }

    static let gemJudge = PackageJudge(
        ecosystem: "rubygems", rule: gemRule, facts: GemKnowledge.packages, unknownIsPortable: true,
        version: { GemVersion.read($0) })

    static let gemRule = Rule(
        id: "gem", title: "a gem without native code for arm64", area: .dependency, severity: .blocker, effort: .hours,
        why: "The gem carries a program or library for x86, and this version has none for arm64.",
        remedy: "use a version that has native code for arm64, or another gem", before: "wkhtmltopdf-binary (0.12.4)",
        after: "wkhtmltopdf-binary (0.12.6.8)")

    private static let platformRule = Rule(
        id: "gem-platform", title: "a Gemfile.lock for x86 only", area: .dependency, severity: .warning,
        effort: .minutes,
        why: "Bundler installs what the lock file has for the machine's platform; aarch64-linux is not among them.",
        remedy: "bundle lock --add-platform aarch64-linux", before: "PLATFORMS\n  x86_64-linux",
        after: "PLATFORMS\n  aarch64-linux\n  x86_64-linux",
        reference: "https://bundler.io/man/bundle-lock.1.html")
}
