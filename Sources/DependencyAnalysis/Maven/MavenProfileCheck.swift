import Reporting
import ScanModel

/// Profiles that hold on x86 only, with nothing in their place on arm64.
enum MavenProfileCheck {
    static let rule = Rule(
        id: "maven-profile", title: "a Maven profile for x86 without one for arm64", area: .build, severity: .warning,
        effort: .minutes,
        why: "The profile is active on x86 only. On arm64 what it declares is missing, and nothing says so.",
        remedy: "add a profile with <arch>aarch64</arch> that declares the same for arm64",
        before: "<activation><os><arch>amd64</arch></os></activation>",
        after: "<activation><os><arch>aarch64</arch></os></activation> in a second profile",
        reference: "https://maven.apache.org/guides/introduction/introduction-to-profiles.html")

    /// - Parameter lineage: a project with its parents.
    static func findings(in lineage: [MavenProject]) -> [Finding] {
        guard let project = lineage.first, !lineage.contains(where: { $0.profiles.contains { isForARM64($0) } }) else {
            return []
        }
        return project.profiles.compactMap { profile in
            guard profile.activation.isForX86, matters(profile.declarations, beside: lineage) else { return nil }
            return Finding(
                rule: rule.id, severity: rule.severity, file: profile.place.file, line: profile.place.line,
                column: profile.place.column, snippet: profile.place.snippet,
                message: "the profile \(profile.name) is active on x86 only, and no profile takes its place on arm64",
                remedy: rule.remedy, reference: rule.reference)
        }
    }

    /// One that names arm64, or leaves x86 out.
    private static func isForARM64(_ profile: MavenProfile) -> Bool {
        guard let architecture = profile.activation.architecture else { return false }
        return !profile.activation.isRuledOut
            && (ArchitectureWords.namesARM64(architecture) || architecture.hasPrefix("!"))
    }

    /// Whether it declares something that is not declared for everyone.
    private static func matters(_ declarations: MavenDeclarations, beside lineage: [MavenProject]) -> Bool {
        let names = Set(lineage.flatMap { $0.base.declared.map { $0.name } })
        return declarations.hasModulesOrPlugins || declarations.declared.contains { !names.contains($0.name) }
            || declarations.properties.keys.contains { name in
                !lineage.contains { $0.base.properties[name] != nil }
            }
    }
}
