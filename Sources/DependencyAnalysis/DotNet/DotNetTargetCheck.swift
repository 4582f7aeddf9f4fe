import Reporting
import ScanModel

/// What projects are built for: a runtime, a processor, a framework.
enum DotNetTargetCheck {
    static let runtimeRule = Rule(
        id: "dotnet-runtime", title: ".NET runtime identifiers for x86 only", area: .build, severity: .warning,
        effort: .minutes,
        why: "The program is published for linux-x64 only: what comes out holds x86 machine code.",
        remedy: "add linux-arm64 to RuntimeIdentifiers, or publish once for each with dotnet publish -r",
        before: "<RuntimeIdentifier>linux-x64</RuntimeIdentifier>",
        after: "<RuntimeIdentifiers>linux-x64;linux-arm64</RuntimeIdentifiers>",
        reference: "https://learn.microsoft.com/en-us/dotnet/core/rid-catalog")
    static let platformRule = Rule(
        id: "dotnet-platform", title: "a .NET assembly marked for x86", area: .build, severity: .blocker,
        effort: .minutes,
        why:
            "An assembly that is marked for x64 or x86 is refused by the runtime on arm64, though its code is portable.",
        remedy: "use AnyCPU", before: "<PlatformTarget>x64</PlatformTarget>",
        after: "<PlatformTarget>AnyCPU</PlatformTarget>",
        reference:
            "https://learn.microsoft.com/en-us/dotnet/csharp/language-reference/compiler-options/output#platformtarget")
    static let frameworkRule = Rule(
        id: "dotnet-framework", title: "a .NET version without arm64 on Linux", area: .build, severity: .warning,
        effort: .days,
        why: ".NET Framework runs on Windows only, and .NET Core before 3.0 has no runtime for Linux on arm64.",
        remedy: "move to .NET 8 or later", before: "<TargetFramework>netcoreapp2.1</TargetFramework>",
        after: "<TargetFramework>net8.0</TargetFramework>",
        reference: "https://github.com/aws/aws-graviton-getting-started/blob/main/dotnet.md")

    static let rules = [runtimeRule, platformRule, frameworkRule]

    static func findings(in tree: DotNetTree) -> [Finding] {
        tree.projects.flatMap { project in
            let scope = [project] + tree.shared(for: project)
            return runtime(project, tree, scope) + platform(project)
        } + frameworks(in: tree)
    }

    private static func finding(
        _ rule: Rule, _ property: DotNetProject.Property, _ severity: Severity? = nil, _ message: String,
        remedy: String? = nil
    ) -> Finding {
        let place = property.place
        let severity = (severity ?? rule.severity).lowered(in: FileName(path: place.file))
        return Finding(
            rule: rule.id, severity: severity, file: place.file, line: place.line, column: place.column,
            snippet: place.snippet, message: message, remedy: remedy ?? rule.remedy, reference: rule.reference)
    }

    // MARK: Runtime identifiers

    private static func runtime(
        _ project: DotNetProject, _ tree: DotNetTree, _ scope: [DotNetProject]
    ) -> [Finding] {
        let names = ["RuntimeIdentifiers", "RuntimeIdentifier"]
        // Another publish profile beside it, or the project itself, may be for arm64.
        let beside = tree.projects.filter { other in
            project.kind == .publishProfile && other.kind == .publishProfile
                && other.file.folder == project.file.folder
        }
        let all = (scope + beside).flatMap { file in file.properties.filter { names.contains($0.name) } }
        guard !all.contains(where: { ArchitectureWords.namesARM64($0.value) }) else { return [] }
        let own = names.flatMap { project.properties($0) }
        guard let first = own.first(where: { isX86Linux($0.value) }) else { return [] }
        let message = "published for \(first.value) only: there is nothing for linux-arm64"
        return [finding(runtimeRule, first, isSelfContained(scope) ? .blocker : .warning, message)]
    }

    /// Whether what is published brings its runtime, or is machine code: another processor then has no use for it. The
    /// rest can still be started by a runtime for arm64.
    private static func isSelfContained(_ scope: [DotNetProject]) -> Bool {
        ["SelfContained", "PublishSelfContained", "PublishAot", "PublishSingleFile"].contains { name in
            scope.contains { $0.properties(name).contains { $0.value.lowercased() == "true" } }
        }
    }

    private static let otherSystems = ["win", "osx", "maccatalyst", "ios", "android", "browser", "freebsd"]

    private static func isX86Linux(_ value: String) -> Bool {
        value.lowercased().split { ";, ".contains($0) }.contains { identifier in
            (identifier.hasSuffix("-x64") || identifier.hasSuffix("-x86"))
                && !otherSystems.contains { identifier.hasPrefix($0) }
        }
    }

    // MARK: Platforms

    private static func platform(_ project: DotNetProject) -> [Finding] {
        let targets = project.properties("PlatformTarget").filter { ["x64", "x86"].contains($0.value.lowercased()) }
        if let target = targets.first {
            return [
                finding(
                    platformRule, target, nil,
                    "the assembly is marked for \(target.value): the runtime on arm64 refuses it")
            ]
        }
        return project.properties("Platforms").filter { property in
            let platforms = property.value.lowercased().split { "; ".contains($0) }
            return !platforms.isEmpty && platforms.allSatisfy { $0 == "x64" || $0 == "x86" }
        }.prefix(1).map {
            finding(platformRule, $0, .warning, "the project knows the platform \($0.value) only", remedy: "add AnyCPU")
        }
    }

    // MARK: Frameworks

    private enum Framework {
        case current
        case windowsOnly
        case tooOld
    }

    /// What was found of one project's frameworks.
    private struct Outdated {
        let property: DotNetProject.Property
        let value: String
        let isWindowsOnly: Bool
    }

    /// Every project that is too old, and one finding for all that are for Windows: such a project is no program of a
    /// cluster yet, or runs under Mono, on arm64 too.
    private static func frameworks(in tree: DotNetTree) -> [Finding] {
        let projects = tree.projects.filter { $0.kind == .project }
        let outdated = projects.compactMap { Self.outdated($0, tree) }
        let old = outdated.filter { !$0.isWindowsOnly }.map { project in
            finding(
                frameworkRule, project.property, .blocker,
                "there is no runtime of \(project.value) for Linux on arm64")
        }
        let windows = outdated.filter { $0.isWindowsOnly }
        guard let first = windows.first else { return old }
        let others = windows.count > 1 ? ", as \(windows.count - 1) more of the projects" : ""
        // Beside projects that run on Linux it is their tool, or a client.
        let severity: Severity = windows.count == projects.count ? .warning : .note
        return old + [finding(frameworkRule, first.property, severity, "\(first.value) runs on Windows only\(others)")]
    }

    private static func outdated(_ project: DotNetProject, _ tree: DotNetTree) -> Outdated? {
        let names = ["TargetFrameworks", "TargetFramework", "TargetFrameworkVersion"]
        guard let property = names.lazy.flatMap({ name in project.properties.filter { $0.name == name } }).first,
            let value = tree.evaluate(property.value, [project] + tree.shared(for: project))
        else { return nil }
        let frameworks = value.split { "; ".contains($0) }.map { kind(of: $0.lowercased()) }
        if frameworks.isEmpty || frameworks.contains(.current) { return nil }
        let name = value.hasPrefix("v") ? ".NET Framework \(value.dropFirst())" : value
        return Outdated(property: property, value: name, isWindowsOnly: !frameworks.contains(.tooOld))
    }

    /// `net8.0`, `net8.0-windows`, `net48`, `v4.7.2`, `netcoreapp2.1`, `netstandard2.0`.
    private static func kind(of name: String) -> Framework {
        if name.hasSuffix("-windows") || name.contains("-windows1") { return .windowsOnly }
        if name.hasPrefix("netcoreapp1.") || name.hasPrefix("netcoreapp2.") { return .tooOld }
        if name.hasPrefix("v"), let major = name.dropFirst().first, "1234".contains(major) { return .windowsOnly }
        let isFramework = name.hasPrefix("net") && name.dropFirst(3).allSatisfy { $0.isNumber }
        return isFramework && name.count > 4 && "1234".contains(name.dropFirst(3).first ?? "9")
            ? .windowsOnly : .current
    }
}
