import Platforms
import PortingScan
import Reporting
import ScanModel
import ScanReports

/// Reports to write down.
enum Sample {
    static let context = ReportContext(subject: "shop", version: "1.0", date: "2026-01-02")

    static let catalogue = RuleCatalogue([
        Rule(
            id: "x86-intrinsics", title: "x86 vector intrinsics", area: .source, severity: .blocker, effort: .hours,
            why: "the header is for x86 only, and \"arm64\" compilers refuse it", remedy: "use <arm_neon.h>",
            before: "#include <immintrin.h>", after: "#include <arm_neon.h>", reference: "https://example.com/a?b=1&c=2"
        ),
        Rule(
            id: "amd64-image", title: "An image for amd64 alone", area: .deployment, severity: .warning,
            effort: .minutes, why: "it has no arm64 variant", remedy: "use the index", before: "FROM amd64/debian",
            after: "FROM debian"),
    ])

    static let findings = [
        Finding(
            rule: "x86-intrinsics", severity: .blocker, file: "src/simd.c", line: 3, column: 7,
            snippet: "#include <immintrin.h> // </script><script>alert(1)</script>", message: "no such header on arm64",
            remedy: "use <arm_neon.h>", reference: "https://example.com/a?b=1&c=2"),
        Finding(
            rule: "amd64-image", severity: .warning, file: "<script>alert(1)</script>/Docker\nfile\u{1B}[31m", line: 1,
            message: "=cmd|' /C calc'!A0 is \"for\" amd64, alone"),
        Finding(rule: "unheard-of", severity: .note, file: "lib/a b.jar!/linux/lib😀.so", message: "an x86 library"),
    ]

    static let dependencies = [
        DependencyResult(
            ecosystem: "maven", name: "org.rocksdb:rocksdbjni", version: "5.0", file: "pom.xml", line: 9,
            status: .upgrade, minimum: "6.29"),
        DependencyResult(
            ecosystem: "pypi", name: "<b>numpy</b>", version: "2.0", file: "requirements.txt", line: 1, status: .ok,
            minimum: nil),
    ]

    static func report(
        findings: [Finding] = findings, dependencies: [DependencyResult] = dependencies, gaps: [NotJudged] = [],
        judged: Int = 4
    ) -> ScanReport {
        ScanReport(
            target: .linuxARM64,
            evidence: Evidence(
                files: 4, bytes: 12_345, archives: 1, binaries: 1, judged: judged,
                dependencies: DependencyCounts(
                    resolved: dependencies.count { $0.version != nil },
                    unresolved: dependencies.count { $0.version == nil }),
                notJudged: gaps),
            languages: [LanguageCount(name: "C", files: 1), LanguageCount(name: "Go", files: 1, version: "1.22")],
            findings: findings, dependencies: dependencies, durationSeconds: 0.5)
    }

    /// Many findings of one rule in one file.
    static func many(_ count: Int) -> ScanReport {
        report(
            findings: (1...count).map {
                Finding(
                    rule: "x86-intrinsics", severity: .blocker, file: "src/\($0 % 7).c", line: $0, column: 1,
                    snippet: "_mm_add_ps(a, b); // \($0)", message: "an intrinsic of x86", remedy: "use NEON")
            })
    }
}
