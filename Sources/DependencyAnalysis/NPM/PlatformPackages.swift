import Reporting
import ScanModel

/// Packages that are for some processors only, and what a lock file lacks of them.
struct PlatformPackages {
    private let packages: [NPMLockedPackage]

    init(_ packages: [NPMLockedPackage]) { self.packages = packages }

    func findings(_ rule: Rule) -> [Finding] {
        let forLinux = packages.filter { !$0.processors.isEmpty && $0.isForLinux }
        let twins = Set(forLinux.filter { $0.isForARM64 }.map { key($0.package.name) })
        let names = Set(packages.map { $0.package.name })
        // Who wants what: the packages' own lists of optional packages.
        var wanting: [String: NPMLockedPackage] = [:]
        for package in packages {
            for option in package.options where wanting[option] == nil { wanting[option] = package }
        }
        return forLinux.filter { $0.isForX86 && !$0.isForARM64 && !twins.contains(key($0.package.name)) }.compactMap {
            finding($0, wantedBy: wanting[$0.package.name], names, rule)
        }
    }

    private func finding(
        _ package: NPMLockedPackage, wantedBy parent: NPMLockedPackage?, _ names: Set<String>, _ rule: Rule
    ) -> Finding? {
        let name = package.package.name
        let place = package.package.place
        guard package.isOptional else {
            return Finding(
                rule: rule.id, severity: .blocker, file: place.file, line: place.line, snippet: place.snippet,
                message: "\(name) is for x86 only and not optional: the installation on arm64 fails (EBADPLATFORM)",
                remedy: "replace it, or make it optional beside its twin for arm64",
                reference: "https://docs.npmjs.com/cli/configuring-npm/package-json#cpu")
        }
        let twin = parent?.options.first { ArchitectureWords.namesARM64($0) && key($0) == key(name) }
        return Finding(
            rule: rule.id, severity: .warning, file: place.file, line: place.line, snippet: place.snippet,
            message: twin.map { "\(name) is locked for x86, and \($0) is not: npm ci on arm64 leaves it out" }
                ?? "\(name) is for x86, and there is nothing like it for arm64 in this lock file",
            remedy: twin == nil ? "look whether a later version has it for arm64" : rule.remedy,
            reference: rule.reference)
    }

    /// The same for twins: esbuild and turbo call theirs "linux-64" and "linux-arm64".
    private func key(_ name: String) -> String {
        let plain = ArchitectureWords.removing(from: name)
        return plain.hasSuffix("-linux-64") ? String(plain.dropLast(3)) : plain
    }
}
