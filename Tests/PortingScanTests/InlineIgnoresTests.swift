import PortingScan
import Reporting
import ScanModel
import Testing

@Suite struct InlineIgnoresTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        /// The finding is at the line with `HERE` in it.
        let text: String
        let isIgnored: Bool
        var isNoted = false

        var testDescription: String { name }
    }

    private static let cases: [Case] = [
        Case(name: "same line", text: "HERE // mixarch:ignore a-rule only for the old box", isIgnored: true),
        Case(name: "line above", text: "// mixarch:ignore a-rule only for the old box\nHERE", isIgnored: true),
        Case(name: "hash", text: "# mixarch:ignore a-rule: pinned on purpose\nRUN HERE", isIgnored: true),
        Case(name: "block comment", text: "HERE /* mixarch:ignore a-rule because of X */", isIgnored: true),
        Case(name: "XML", text: "<!-- mixarch:ignore a-rule shaded jar -->\n<HERE/>", isIgnored: true),
        Case(name: "assembly", text: "  ; mixarch:ignore a-rule twin is generated\nHERE", isIgnored: true),
        Case(name: "SQL and Lua", text: "-- mixarch:ignore a-rule twin is generated\nHERE", isIgnored: true),
        Case(name: "batch", text: "REM mixarch:ignore a-rule windows\nHERE", isIgnored: true),
        Case(name: "JSON", text: "\"//\": \"mixarch:ignore a-rule no such node\",\n\"HERE\": 1", isIgnored: true),
        Case(name: "several rules", text: "HERE // mixarch:ignore b-rule,a-rule why not", isIgnored: true),
        Case(
            name: "stacked comments",
            text: "// mixarch:ignore a-rule one\n// mixarch:ignore b-rule two\nHERE", isIgnored: true),
        Case(name: "whole file", text: "# mixarch:ignore-file a-rule vendored\n\n\nx\nHERE", isIgnored: true),
        Case(name: "no reason", text: "HERE // mixarch:ignore a-rule", isIgnored: true, isNoted: true),
        Case(name: "no reason, block", text: "HERE /* mixarch:ignore a-rule */", isIgnored: true, isNoted: true),
        Case(name: "no reason, XML", text: "<!-- mixarch:ignore a-rule -->\nHERE", isIgnored: true, isNoted: true),
        Case(
            name: "no reason, file", text: "// mixarch:ignore-file a-rule\nx\nHERE", isIgnored: true, isNoted: true),
        Case(name: "another rule", text: "HERE // mixarch:ignore b-rule why", isIgnored: false),
        Case(name: "no rule", text: "HERE // mixarch:ignore", isIgnored: false),
        Case(name: "part of a rule", text: "HERE // mixarch:ignore a-rule-too why", isIgnored: false),
        Case(name: "no comment", text: "HERE x mixarch:ignore a-rule why", isIgnored: false),
        Case(name: "two lines above", text: "// mixarch:ignore a-rule why\n\nHERE", isIgnored: false),
        Case(name: "line below", text: "HERE\n// mixarch:ignore a-rule why", isIgnored: false),
        Case(
            name: "behind code above: for that line only", text: "code(); // mixarch:ignore a-rule why\nHERE",
            isIgnored: false),
        Case(
            name: "whole file, too far down",
            text: String(repeating: "x\n", count: 20) + "// mixarch:ignore-file a-rule why\nHERE", isIgnored: false),
        Case(name: "another word", text: "HERE // mixarch:ignored a-rule why", isIgnored: false),
    ]

    @Test(arguments: cases)
    func comments(_ row: Case) {
        let lines = row.text.split(separator: "\n", omittingEmptySubsequences: false)
        let line = (lines.firstIndex { $0.contains("HERE") } ?? -1) + 1
        let finding = Finding(rule: "a-rule", severity: .blocker, file: "f", line: line, message: "m")
        let result = InlineIgnores.apply(to: [finding]) { $0 == "f" ? Array(row.text.utf8) : nil }
        #expect(result.ignored == (row.isIgnored ? 1 : 0))
        #expect(result.kept.contains(finding) == !row.isIgnored)
        #expect(result.kept.contains { $0.rule == "ignore-without-reason" && $0.severity == .note } == row.isNoted)
    }

    @Test func twoFindingsOfOneCommentAreOneNote() {
        let findings = ["x", "y"].map { Finding(rule: "a-rule", severity: .note, file: "f", line: 1, message: $0) }
        let result = InlineIgnores.apply(to: findings) { _ in Array("z # mixarch:ignore a-rule".utf8) }
        #expect(result.ignored == 2)
        #expect(result.kept.map { "\($0.rule) \($0.line ?? 0):\($0.column ?? 0)" } == ["ignore-without-reason 1:5"])
    }

    @Test func whatCannotBeReadStays() {
        let findings = [
            Finding(rule: "a", severity: .blocker, file: "gone", line: 1, message: "m"),
            Finding(rule: "a", severity: .blocker, file: "x.jar!/l.so", message: "m"),
        ]
        let result = InlineIgnores.apply(to: findings) { path in
            #expect(path == "gone")
            return nil
        }
        #expect(result.kept == findings)
        #expect(result.ignored == 0)
    }

    @Test func hostileTextsAreSurvived() {
        let texts: [[UInt8]] = [
            [], [0xFF, 0xFE, 0], Array(String(repeating: "# mixarch:ignore ", count: 100_000).utf8),
            Array("# mixarch:ignore".utf8), Array(String(repeating: "# mixarch:ignore b-rule x\n", count: 5_000).utf8),
        ]
        for text in texts {
            for line in [-1, 0, 1, 4_999, Int.max] {
                let finding = Finding(rule: "a", severity: .note, file: "f", line: line, message: "m")
                #expect(InlineIgnores.apply(to: [finding]) { _ in text }.kept == [finding])
            }
        }
    }
}

@Suite struct IgnoringInTreesTests {
    @Test func commentsCountInAScan() async throws {
        let report = try await Tree.report([
            "Dockerfile": "# mixarch:ignore dockerfile-image our amd64 appliance\nFROM amd64/debian\n",
            "A.java": "class A {}",
            "b/Dockerfile": "FROM amd64/debian\n",
        ])
        #expect(report.findings.map { $0.file } == ["b/Dockerfile"])
        #expect(report.evidence.ignored == 1)
        let ignored = try await Tree.report([
            "Dockerfile": "FROM amd64/debian\n", ".mixarchignore": "/Docker*\nsub/\n", "A.java": "class A {}",
            "sub/Dockerfile": "FROM amd64/debian\n",
        ])
        #expect(ignored.verdict == .ready)
        #expect(ignored.evidence.excluded == 2)
    }
}
