import Console
import PortingScan
import Reporting
import ScanModel
import ScanReports
import Testing

@Suite struct TextReportTests {
    private func text(_ report: ScanReport, width: Int? = nil, verbose: Bool = false) throws -> String {
        let terminal = Terminal(isInteractive: false, environment: [:])
        return try ReportDocument(report, catalogue: Sample.catalogue, context: Sample.context)
            .text(as: .text, style: TextStyle(terminal: terminal, width: width, isVerbose: verbose))
    }

    @Test func theWholeOfASmallReport() throws {
        #expect(
            try text(Sample.report(gaps: [NotJudged(what: "pom.xml", why: "no JARs")])) == """
                Languages: C (1 file), Go 1.22 (1 file)

                src/simd.c
                  3:7  blocker  no such header on arm64 [x86-intrinsics]
                      → use <arm_neon.h>

                <script>alert(1)</script>/Docker\\nfile\\u{1b}[31m
                  1  warning  =cmd|' /C calc'!A0 is "for" amd64, alone [amd64-image]

                lib/a b.jar!/linux/lib😀.so
                  note  an x86 library [unheard-of]

                SEVERITY   RULE             PLACES   FILES   EFFORT    WHAT
                blocker    x86-intrinsics   1        1       hours     x86 vector intrinsics
                warning    amd64-image      1        1       minutes   An image for amd64 alone
                note       unheard-of       1        1       -         unheard-of

                Not judged:
                  pom.xml: no JARs

                Next:
                  mixarch scan --explain x86-intrinsics: why it matters, with an example of the fix

                linux/arm64: blocked, 1 blocker, 1 warning, 1 note
                  1 blocker must be fixed before it runs on linux/arm64.
                  Not judged: pom.xml (no JARs).
                  Looked at: 4 files, 1 archive, 1 binary, 2 dependencies with a known version.

                """)
    }

    @Test func manyFindingsAreFolded() throws {
        let folded = try text(Sample.many(700))
        #expect(folded.split(separator: "\n").count < 60)
        #expect(folded.contains("… and 97 more (lines 22, 29, 36, 43, 50, 57, 64, 71, …)"))
        #expect(try text(Sample.many(700), verbose: true).split(separator: "\n").count > 700)
    }

    @Test func manyFilesNotesAndGapsAreFolded() throws {
        let findings =
            (0..<50).map { Finding(rule: "r", severity: .warning, file: "f\($0)", message: "m") }
            + (0..<20).map { Finding(rule: "n", severity: .note, file: "n\($0)", message: "m") }
        let gaps = (0..<30).map { NotJudged(what: "g\($0)", why: "w") }
        let text = try text(Sample.report(findings: findings, gaps: gaps))
        #expect(text.contains("… and 10 more files with findings"))
        #expect(text.contains("20 notes not shown"))
        #expect(text.contains("… and 20 more: --verbose lists all"))
    }

    @Test func linesFitTheScreen() throws {
        let message = String(repeating: "word ", count: 60)
        let finding = Finding(rule: "r", severity: .blocker, file: "f", line: 1, message: message, remedy: message)
        let text = try text(Sample.report(findings: [finding]), width: 60)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 60 })
    }

    @Test func anEmptyFolder() throws {
        let text = try text(Sample.report(findings: [], dependencies: [], judged: 0))
        #expect(text.contains("linux/arm64: inconclusive\n  Nothing here can be judged"))
    }

    @Test(arguments: [
        ("plain", "plain"), ("a\u{1B}[0m", "a\\u{1b}[0m"), ("a\nb\r\n", "a\\nb\\r\\n"), ("a\tb", "a b"),
        ("\u{202E}txt", "\\u{202e}txt"), ("über 😀", "über 😀"), ("\u{7F}\u{9B}", "\\u{7f}\\u{9b}"),
    ])
    func whatCannotBeSeenIsShown(text: String, shown: String) {
        #expect(Printable.text(text) == shown)
    }

    @Test func aRuleExplained() {
        let rule = Sample.catalogue.rules[1]
        #expect(
            RuleText.explanation(of: rule) == """
                x86-intrinsics: x86 vector intrinsics
                blocker, in sources, hours for each place

                Why
                  The header is for x86 only, and "arm64" compilers refuse it.

                To fix it
                  Use <arm_neon.h>.

                Before
                  #include <immintrin.h>

                After
                  #include <arm_neon.h>

                More
                  https://example.com/a?b=1&c=2

                To ignore one place
                  mixarch:ignore x86-intrinsics REASON   (in a comment, there or above)

                """)
    }

    @Test func rulesInTablesAndDocuments() throws {
        let rules = Sample.catalogue.rules
        #expect(RuleText.table(of: rules).split(separator: "\n").count == 3)
        let document = RuleDocument.markdown(of: rules)
        #expect(document.contains("[`amd64-image`](#amd64-image) | warning | minutes | An image for amd64 alone |"))
        #expect(document.contains("\n## x86-intrinsics\n\n**x86 vector intrinsics** · blocker · sources · hours\n"))
        #expect(document.contains("```\n#include <arm_neon.h>\n```\n"))
        #expect(document.hasSuffix("\n") && !document.contains("\n\n\n"))
        #expect(try RuleJSON.text(of: rules).contains("\"effort\" : \"hours\""))
    }
}
