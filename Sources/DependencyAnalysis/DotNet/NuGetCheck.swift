import Reporting
import ScanModel

/// NuGet packages whose native code is not for arm64.
struct NuGetCheck {
    static let rule = Rule(
        id: "nuget-dependency", title: "a NuGet package without native code for arm64", area: .dependency,
        severity: .blocker, effort: .minutes,
        why: "The package calls a native library, and this version of it brings none for Linux on arm64.",
        remedy: "use a version or a package that has native code for linux-arm64",
        before: "<PackageReference Include=\"Grpc.Core\" Version=\"2.27.0\" />",
        after: "<PackageReference Include=\"Grpc.Net.Client\" Version=\"2.60.0\" />",
        reference: "https://learn.microsoft.com/en-us/nuget/create-packages/native-files-in-net-packages")

    private(set) var findings: [Finding] = []
    private(set) var results: [DependencyResult] = []

    init(_ packages: [DeclaredNuGet]) {
        let forARM64 = Set(
            packages.filter { ArchitectureWords.namesARM64($0.name) }.map { Self.plain($0.name) })
        let names = Set(packages.map { $0.place.file.folder + "/" + $0.name.lowercased() })
        for package in packages {
            let known = NuGetKnowledge.packages[package.name.lowercased()]
            let status = known?.status(of: package.version) { NuGetVersion($0) } ?? .unknown
            results.append(
                DependencyResult(
                    ecosystem: "nuget", name: package.name, version: package.version, file: package.place.file,
                    line: package.place.line, status: status, minimum: known?.minimum))
            if let known {
                // What the project or its lock file chooses by itself is judged by itself.
                let brought = known.brings.map { package.place.file.folder + "/" + $0.lowercased() }
                guard brought.map({ names.contains($0) }) != true else { continue }
                judge(package, known, status)
            } else if Self.isForX86Linux(package.name), !forARM64.contains(Self.plain(package.name)) {
                add(
                    package, .warning, "\(package.name) holds native code for x86 only, by its name",
                    "reference the package for linux-arm64 too, or the one for any CPU", Self.rule.reference)
            }
        }
    }

    private mutating func judge(_ package: DeclaredNuGet, _ known: KnownPackage, _ status: DependencyResult.Status) {
        let severity: Severity = known.hasFallback ? .warning : .blocker
        let minimum = known.minimum ?? ""
        switch status {
        case .ok: break
        case .upgrade:
            add(
                package, severity, "\(package.name) \(package.version ?? "") has no native code for Linux on arm64",
                "use \(minimum) or later", known.reference)
        case .unsupported:
            add(
                package, severity, "\(package.name) has no version with native code for Linux on arm64",
                known.replacement ?? "replace it", known.reference)
        case .unknown:
            add(
                package, .note,
                "\(package.name) works on arm64 from \(minimum) on; its version can't be told from this file",
                "make sure that it is \(minimum) or later", known.reference)
        }
    }

    private mutating func add(
        _ package: DeclaredNuGet, _ severity: Severity, _ message: String, _ remedy: String, _ reference: String?
    ) {
        let place = package.place
        let severity = severity.lowered(in: FileName(path: place.file))
        findings.append(
            Finding(
                rule: Self.rule.id, severity: severity, file: place.file, line: place.line, column: place.column,
                snippet: place.snippet, message: message, remedy: remedy, reference: reference))
    }

    private static func plain(_ name: String) -> String { ArchitectureWords.removing(from: name) }

    /// `NetVips.Native.linux-x64`, `Magick.NET-Q8-x64`; those for Windows are no program on Linux.
    private static func isForX86Linux(_ name: String) -> Bool {
        ArchitectureWords.namesX86(name) && !ArchitectureWords.namesOtherSystem(name)
    }
}
