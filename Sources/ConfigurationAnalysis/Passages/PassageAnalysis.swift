import Reporting
import ScanModel

/// Dockerfiles, scripts and build files that name what is for x86 only.
struct PassageAnalysis: Analysis {
    private static let checks: [any PassageCheck] = [
        FixedPlatformCheck(), ImageArchitectureCheck(), DownloadCheck(), PackageSourceCheck(), GoArchitectureCheck(),
        JVMFlagCheck(),
    ]

    var rules: [Rule] { Self.checks.map { $0.rule } }

    func interest(in file: FileName) -> Interest { PassageKind(file) == nil ? .none : .always }

    func examine(_ text: SourceText, _ file: FileName) -> [Finding]? {
        guard let kind = PassageKind(file) else { return nil }
        let source = PassageSource(text: text, kind: kind)
        return Self.checks.flatMap { $0.findings(in: source) }
    }
}
