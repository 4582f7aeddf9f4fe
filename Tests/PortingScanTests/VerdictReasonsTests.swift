import Platforms
import PortingScan
import Reporting
import ScanModel
import Testing

@Suite struct VerdictReasonsTests {
    private func report(
        _ severities: [Severity] = [], gaps: [NotJudged] = [], judged: Int = 5, excluded: Int = 0, ignored: Int = 0
    ) -> ScanReport {
        ScanReport(
            target: .linuxARM64,
            evidence: Evidence(
                files: 1, bytes: 9, archives: 2, binaries: 1, judged: judged,
                dependencies: DependencyCounts(resolved: 1, unresolved: 4), notJudged: gaps, excluded: excluded,
                ignored: ignored),
            languages: [], findings: severities.map { Finding(rule: "r", severity: $0, file: "f", message: "m") },
            dependencies: [], durationSeconds: 0)
    }

    private static let lookedAt =
        "Looked at: 1 file, 2 archives, 1 binary, 1 dependency with a known version, 4 without one."

    @Test func readySaysWhatItRestsOn() {
        let report = report([.note])
        #expect(report.verdict == .ready)
        #expect(report.reasons == ["Nothing that was looked at has to change.", Self.lookedAt])
    }

    @Test func warnings() {
        #expect(report([.warning]).reasons.first == "There are no blockers; 1 warning should be looked at.")
        #expect(report([.warning]).verdict == .readyWithChanges)
    }

    @Test func aBlockerMayHideInWhatWasNotJudged() {
        let gap = NotJudged(what: "pom.xml", why: "its JARs are not here")
        #expect(report([.warning], gaps: [gap]).verdict == .inconclusive)
        #expect(report([.blocker], gaps: [gap]).verdict == .blocked)
        #expect(report([.warning], gaps: [NotJudged(what: "a", why: "b", matters: false)]).verdict == .readyWithChanges)
        #expect(report(gaps: [gap]).reasons[1] == "Not judged: pom.xml (its JARs are not here).")
    }

    @Test func manyGapsAreCountedByReason() {
        let gaps = (0..<9).map { NotJudged(what: "f\($0)", why: "reason \($0 / 2)") }
        #expect(
            report(gaps: gaps).reasons[1]
                == "Not judged: 9 things: 2 × reason 0; 2 × reason 1; 2 × reason 2; 3 more for other reasons.")
    }

    @Test func manyGapsOfTheirOwnAreNamed() {
        let gaps = ["Go", "Lua", "Perl", "Ruby"].map { NotJudged(what: $0, why: "files in \($0)") }
        #expect(
            report(gaps: gaps).reasons[1]
                == "Not judged: 4 things: Go (files in Go); Lua (files in Lua); Perl (files in Perl); 1 more for other reasons."
        )
    }

    @Test func nothingToJudge() {
        #expect(report(judged: 0).verdict == .inconclusive)
        #expect(report(judged: 0).reasons.first?.hasPrefix("Nothing here can be judged") == true)
    }

    @Test func whatWasLeftOutIsTold() {
        let reasons = report(excluded: 1, ignored: 2).reasons
        #expect(reasons.contains("2 findings ignored because a comment says so."))
        #expect(reasons.contains("1 file or folder left out by a pattern."))
    }
}
