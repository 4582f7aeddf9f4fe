import ConfigurationAnalysis
import Reporting
import ScanModel

/// JavaScript's dependencies: npm, yarn and pnpm.
struct NPMAnalysis: Analysis {
    var rules: [Rule] { [Self.packageRule, Self.platformRule] }

    private static let locks: NameSet = ["package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml"]

    func interest(in file: FileName) -> Interest {
        if DockerfileCommands.isDockerfile(file) { return .containing(DistributionBrowser.words) }
        let isManifest = file.name == "package.json"
        guard isManifest || Self.locks.contains(file.name) else { return .none }
        if file.path.contains("node_modules/") { return isManifest ? .named : .none }
        return file.isOfTests ? .none : .always
    }

    func examine(_ text: SourceText, _ file: FileName) throws(Failure) -> NPMFact? {
        switch file.name {
        case _ where file.path.contains("node_modules/"): return .installed
        case "package.json":
            return .manifest(try PackageJSON.packages(text), forX86: try PackageJSON.processorsForX86(text))
        case "yarn.lock": return .lock(YarnLock.packages(text))
        case "pnpm-lock.yaml": return .lock(PnpmLock.packages(text))
        case _ where DockerfileCommands.isDockerfile(file):
            return DistributionBrowser.isUsed(in: DockerfileCommands(text), text) ? .hasBrowser : nil
        default: return .lock(try PackageLock.packages(text))
        }
    }

    func judge(_ facts: [FileFact<NPMFact>]) -> Judgement {
        var installed: Set<Substring> = []
        var locked: Set<Substring> = []
        var withBrowser: Set<Substring> = []
        for fact in facts {
            switch fact.fact {
            case .installed: installed.insert(fact.path.folder(before: "node_modules/"))
            case .lock: locked.insert(fact.path.folder)
            case .hasBrowser: withBrowser.insert(fact.path.folder)
            case .manifest: continue
            }
        }
        var judgement = Judgement()
        for fact in facts {
            let isInstalled = installed.contains(fact.path.folder)
            // The Dockerfile of a workspace stands at its top.
            let needsNoBrowser = fact.path.folder.isCovered(by: withBrowser)
            let isKept = { (name: String) in !needsNoBrowser || !DistributionBrowser.packages.contains(name) }
            switch fact.fact {
            case .lock(let packages):
                let kept = packages.filter { isKept($0.package.name) }
                judgement.add(judge(kept, lock: fact.path, isInstalled: isInstalled))
            case .manifest(let packages, let place) where !fact.path.folder.isCovered(by: locked):
                judgement.findings += place.map { [Self.processors($0)] } ?? []
                let kept = packages.filter { isKept($0.name) }
                judgement.add(judge(kept, manifest: fact.path, isInstalled: isInstalled))
            case .manifest(_, let place): judgement.findings += place.map { [Self.processors($0)] } ?? []
            case .installed, .hasBrowser: continue
            }
        }
        return judgement
    }

    private static func processors(_ place: DeclaredPackage.Place) -> Finding {
        Finding(
            rule: platformRule.id, severity: .warning, file: place.file, line: place.line, snippet: place.snippet,
            message: "native parts are installed for x86 only, on every machine",
            remedy: "add \"current\" or \"arm64\" to supportedArchitectures.cpu",
            reference: "https://pnpm.io/settings#supportedarchitectures")
    }

    private func judge(_ packages: [DeclaredPackage], manifest: String, isInstalled: Bool) -> Judgement {
        var judgement = judge(packages, isPortable: false, isDirect: true)
        let unknown = packages.count { !$0.isForDevelopment && NPMKnowledge.packages[$0.name] == nil }
        if unknown > 0, !isInstalled {
            judgement.gaps.append(
                NotJudged(
                    what: manifest,
                    why: "there is no lock file and no node_modules beside it: what its \(unknown) "
                        + "\(unknown == 1 ? "dependency brings" : "dependencies bring") is not known"))
        }
        return judgement
    }

    private func judge(_ packages: [NPMLockedPackage], lock: String, isInstalled: Bool) -> Judgement {
        let forPlatforms = packages.filter { !$0.processors.isEmpty || !$0.isForLinux }
        let others = packages.filter { $0.processors.isEmpty && $0.isForLinux }
        let portable = others.filter { $0.hasInstallScript == false || NPMKnowledge.portable.contains($0.package.name) }
        let unsure = others.filter { $0.hasInstallScript != false && !NPMKnowledge.portable.contains($0.package.name) }
        var judgement = judge(portable.map { $0.package }, isPortable: true)
        judgement.add(judge(unsure.map { $0.package }, isPortable: false))
        judgement.findings += PlatformPackages(packages).findings(Self.platformRule)
        judgement.dependencies += forPlatforms.map { locked in
            DependencyResult(
                ecosystem: "npm", name: locked.package.name, version: locked.package.version, file: lock,
                line: locked.package.place.line, status: .ok, minimum: nil)
        }
        let unknown = unsure.filter { NPMKnowledge.packages[$0.package.name] == nil }
        if !isInstalled, !unknown.isEmpty { judgement.gaps.append(gap(unknown, lock)) }
        return judgement
    }

    private func judge(_ packages: [DeclaredPackage], isPortable: Bool, isDirect: Bool = false) -> Judgement {
        PackageJudge(
            ecosystem: "npm", rule: Self.packageRule, facts: NPMKnowledge.packages, unknownIsPortable: isPortable,
            refusesOthers: isDirect
        ).judge(packages)
    }

    private func gap(_ unknown: [NPMLockedPackage], _ lock: String) -> NotJudged {
        guard unknown.contains(where: { $0.hasInstallScript == true }) else {
            return NotJudged(
                what: lock,
                why: "it does not tell which of its \(unknown.count) packages bring native code; "
                    + "install them and scan again with node_modules")
        }
        let names = unknown.filter { $0.hasInstallScript == true }.map { $0.package.name }
        let some = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
        return NotJudged(
            what: lock,
            why:
                "\(names.count) \(names.count == 1 ? "package runs an install script" : "packages run install scripts")"
                + " that may bring native code: \(some)")
    }

    static let packageRule = Rule(
        id: "npm-package", title: "an npm package without native code for arm64", area: .dependency, severity: .blocker,
        effort: .hours, why: "The package brings or fetches a native program, and this version has none for arm64.",
        remedy: "use a version that has native code for arm64, or another package",
        before: "\"phantomjs-prebuilt\": \"2.1.16\"", after: "\"playwright\": \"1.49.0\"")

    private static let platformRule = Rule(
        id: "npm-platform", title: "an npm lock file for x86 only", area: .dependency, severity: .warning,
        effort: .minutes,
        why:
            "The lock file has a package's native part for x86 and not the one for arm64; npm ci installs only what is "
            + "in the lock file, and the package fails when it is used.",
        remedy: "delete node_modules and the lock file, and install anew with a current npm, which locks all platforms",
        before: "\"node_modules/@esbuild/linux-x64\": {…}",
        after: "\"node_modules/@esbuild/linux-x64\": {…},\n\"node_modules/@esbuild/linux-arm64\": {…}",
        reference: "https://github.com/npm/cli/issues/4828")
}
