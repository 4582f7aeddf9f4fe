import Reporting
import ScanModel

/// Files that say for which architectures a program is packed and published.
struct PackagingAnalysis: Analysis {
    private static let words = LiteralSet([
        "x86_64", "amd64", "x64", "i386", "i686", "aarch64", "arm64", "ia32", "linux-64", "binaryTargets", ":intel",
    ])

    var rules: [Rule] { [PackagingRules.package, PackagingRules.release, BuildRules.fixedTarget, BuildRules.refusal] }

    /// What others publish is no release of this project.
    private static let foreign: NameSet = ["vendor", "node_modules", "third_party", "third-party"]

    private static let packaging: Set<Substring> = [
        "package", "packages", "packaging", "pkg", "dist", "contrib", "linux", "deb", "distro",
    ]

    func interest(in file: FileName) -> Interest {
        guard PackagingFormat(file) != nil, !file.hasFolder(in: Self.foreign) else { return .none }
        return .containing(Self.words)
    }

    func examine(_ text: SourceText, _ file: FileName) -> [Finding]? {
        guard let format = PackagingFormat(file) else { return nil }
        // "packages/ubuntu-20.04/debian/control": one way of packing of several, or a part's.
        let isFarDown =
            format == .debianControl
            && (file.folders.count > 2 || file.folders.contains { Self.packaging.contains($0) })
        let findings = format.declarations(in: text).map { declaration in
            let severity = isFarDown ? min(declaration.severity, .warning) : declaration.severity
            return Finding(
                declaration.rule, in: text, at: declaration.place, severity: severity.lowered(in: file),
                message: declaration.message)
        }
        return findings.isEmpty ? nil : findings
    }
}
