import Platforms
import PortingScan
import Reporting
import ScanModel
import Testing

@Suite struct BaselineTests {
    private static func finding(
        _ rule: String, _ file: String, _ line: Int, _ snippet: String?, _ severity: Severity = .blocker
    ) -> Finding {
        Finding(rule: rule, severity: severity, file: file, line: line, snippet: snippet, message: "m")
    }

    private static func report(_ findings: [Finding], gaps: [NotJudged] = []) -> ScanReport {
        ScanReport(
            target: .linuxARM64,
            evidence: Evidence(
                files: 3, bytes: 9, archives: 0, binaries: 0, judged: 3,
                dependencies: DependencyCounts(resolved: 0, unresolved: 0), notJudged: gaps),
            languages: [], findings: findings, dependencies: [], durationSeconds: 0)
    }

    private static let known = [
        finding("r", "a.c", 10, "  x =  1;"), finding("r", "a.c", 20, "x = 1;"), finding("s", "b.so", 1, nil, .note),
    ]

    @Test func whatMovedIsKnown() {
        let now = [
            Self.finding("r", "a.c", 11, "x = 1;"), Self.finding("r", "a.c", 99, "x   = 1;"),
            Self.finding("s", "b.so", 1, nil, .note),
        ]
        let report = Self.report(now).hiding(Baseline(Self.known))
        #expect(report.findings.isEmpty)
        #expect(report.evidence.baselined == 3)
        #expect(report.evidence.fixed == 0)
        #expect(report.verdict == .blocked)
        #expect(report.verdictOfShown == .ready)
        #expect(report.reasons.contains("The baseline hides 2 blockers, 1 note."))
        #expect(report.reasons.first == "2 blockers must be fixed before it runs on linux/arm64.")
        #expect(!report.fails(at: .note))
    }

    @Test func aThirdEqualOneIsNew() {
        let report = Self.report(Self.known + [Self.finding("r", "a.c", 30, "x = 1;")]).hiding(Baseline(Self.known))
        #expect(report.findings.map { $0.line } == [30])
        #expect(report.fails(at: .blocker))
    }

    @Test func whatIsGoneIsTold() {
        let report = Self.report([Self.known[0]]).hiding(Baseline(Self.known))
        #expect(report.evidence.baselined == 1)
        #expect(report.evidence.fixed == 2)
    }

    @Test(arguments: [
        finding("q", "a.c", 10, "x = 1;"), finding("r", "b.c", 10, "x = 1;"), finding("r", "a.c", 10, "x = 2;"),
        finding("r", "a.c", 10, nil),
    ])
    func othersAreNew(finding: Finding) {
        #expect(Self.report([finding]).hiding(Baseline(Self.known)).findings == [finding])
    }

    @Test func theFileIsStable() throws {
        let bytes = try Baseline(Self.known).encoded()
        #expect(try Baseline(Self.known.reversed()).encoded() == bytes)
        #expect(try Baseline(parsing: bytes, source: "b") == Baseline(Self.known))
        #expect(
            String(decoding: bytes, as: UTF8.self) == """
                {
                  "findings" : [
                    {
                      "count" : 2,
                      "file" : "a.c",
                      "rule" : "r",
                      "snippet" : "x = 1;"
                    },
                    {
                      "count" : 1,
                      "file" : "b.so",
                      "rule" : "s",
                      "snippet" : ""
                    }
                  ],
                  "version" : 1
                }

                """)
    }

    @Test(arguments: [
        "", "[]", "{}", "{\"version\": 2, \"findings\": []}", "{\"version\": 1}", "{\"version\": 1, \"findings\": 3}",
    ])
    func whatIsNoBaselineIsRefused(text: String) {
        let failure = #expect(throws: Failure.self) { try Baseline(parsing: Array(text.utf8), source: "f.json") }
        #expect(failure?.code == .invalidInput)
        #expect(failure?.message.contains("f.json") == true)
    }

    @Test func hostileCountsAreSurvived() throws {
        let entry = "{\"rule\":\"r\",\"file\":\"a\",\"snippet\":\"\",\"count\":9223372036854775807}"
        let none = "{\"rule\":\"r\",\"file\":\"a\",\"snippet\":\"\",\"count\":-5}"
        let text = "{\"version\":1,\"findings\":[\(entry),\(entry),\(none)]}"
        #expect(try Baseline(parsing: Array(text.utf8), source: "b").count > 0)
    }

    @Test func digestsAreStable() {
        let digest = Fingerprint(rule: "r", file: "a.c", snippet: "x").digest
        #expect(digest.count == 16)
        #expect(digest == Fingerprint(Self.finding("r", "a.c", 7, " x ")).digest)
        #expect(digest != Fingerprint(rule: "ra", file: ".c", snippet: "x").digest)
    }

    @Test(arguments: [
        (FailureThreshold.blocker, [false, false, true, true]), (.warning, [false, true, true, true]),
        (.note, [true, true, true, true]), (.none, [false, false, false, true]),
        (.never, [false, false, false, false]),
    ])
    func thresholds(threshold: FailureThreshold, expected: [Bool]) {
        let reports = [
            Self.report([Self.finding("r", "a", 1, "x", .note)]),
            Self.report([Self.finding("r", "a", 1, "x", .warning)]),
            Self.report([Self.finding("r", "a", 1, "x", .blocker)]),
            Self.report([], gaps: [NotJudged(what: "C", why: "unknown")]),
        ]
        #expect(reports.map { $0.fails(at: threshold) } == expected)
    }
}
