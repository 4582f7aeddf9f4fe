import Platforms
import PortingScan
import RawJSON
import Reporting
import ScanModel
import ScanReports
import Testing

@Suite struct ExchangeTests {
    private func text(_ format: ReportFormat, _ report: ScanReport = Sample.report()) throws -> String {
        try ReportDocument(report, catalogue: Sample.catalogue, context: Sample.context).text(as: format)
    }

    private func json(_ format: ReportFormat, _ report: ScanReport = Sample.report()) throws -> JSONValue {
        try JSONValue(parsing: text(format, report).utf8, source: format.rawValue)
    }

    @Test func theDocumentedFields() throws {
        let json = try json(.json)
        #expect(json["verdict"]?.string == "blocked")
        #expect(json["target"]?.string == "linux/arm64")
        #expect(json[path: "evidence", "dependencies", "resolved"]?.integer == 2)
        #expect(json[path: "evidence", "judged"]?.integer == 4)
        #expect(json["findings"]?[1]?["file"]?.string == "<script>alert(1)</script>/Docker\nfile\u{1B}[31m")
        #expect(json["rules"]?.array?.compactMap { $0["id"]?.string } == ["amd64-image", "x86-intrinsics"])
        #expect(json["reasons"]?.array?.isEmpty == false)
        #expect(json["dependencies"]?[0]?["minimum"]?.string == "6.29")
        #expect(try text(.json).hasSuffix("}\n"))
    }

    @Test func sarifResults() throws {
        let run = try #require(json(.sarif)["runs"]?[0])
        let results = try #require(run["results"]?.array)
        #expect(results.compactMap { $0["level"]?.string } == ["error", "warning", "note"])
        let ids = run[path: "tool", "driver", "rules"]?.array?.compactMap { $0["id"]?.string } ?? []
        #expect(ids == ["amd64-image", "unheard-of", "x86-intrinsics"])
        for result in results { #expect(ids[result["ruleIndex"]?.integer ?? 0] == result["ruleId"]?.string) }
        let places = results.compactMap { $0["locations"]?[0]?["physicalLocation"] }
        #expect(
            places.compactMap { $0[path: "artifactLocation", "uri"]?.string } == [
                "src/simd.c", "%3Cscript%3Ealert%281%29%3C/script%3E/Docker%0Afile%1B%5B31m", "lib/a%20b.jar",
            ])
        #expect(places[0][path: "region", "startColumn"]?.integer == 7)
        #expect(places[0][path: "region", "snippet", "text"]?.string?.hasPrefix("#include") == true)
        #expect(places[2]["region"] == nil)
        let member = results[2]["locations"]?[0]?["logicalLocations"]?[0]
        #expect(member?["name"]?.string == "linux/lib😀.so")
        #expect(results[2][path: "message", "text"]?.string?.contains("linux/lib😀.so") == true)
    }

    @Test func sarifTellsWhatWasNotJudged() throws {
        let gaps = [NotJudged(what: "C", why: "x"), NotJudged(what: "link", why: "y", matters: false)]
        let notifications = try json(.sarif, Sample.report(gaps: gaps))["runs"]?[0]?["invocations"]?[0]?[
            "toolExecutionNotifications"]
        #expect(notifications?.array?.compactMap { $0["level"]?.string } == ["warning", "note"])
    }

    @Test func equalLinesHaveFingerprintsOfTheirOwn() throws {
        let finding = Sample.findings[0]
        let results = try json(.sarif, Sample.report(findings: [finding, finding]))["runs"]?[0]?["results"]
        let prints = results?.array?.compactMap { $0[path: "partialFingerprints", "mixarchFinding/v1"]?.string } ?? []
        #expect(prints.map { $0.suffix(2) } == [":1", ":2"])
        #expect(prints[0].dropLast(2) == prints[1].dropLast(2))
    }

    @Test func csvIsRFC4180AndNoFormula() throws {
        let lines = try text(.csv).split(separator: "\r\n")
        #expect(lines.count == 4)
        #expect(lines[0] == "severity,rule,title,area,effort,file,line,column,message,remedy,snippet,reference")
        #expect(lines[1].hasPrefix("blocker,x86-intrinsics,x86 vector intrinsics,source,hours,src/simd.c,3,7,"))
        #expect(lines[2].contains("/Docker\\nfile\\u{1b}[31m,1,,\"'=cmd|' /C calc'!A0 is \"\"for\"\" amd64, alone\""))
        #expect(lines[3].contains("lib/a b.jar!/linux/lib😀.so,,,"))
    }

    @Test(arguments: ["=1", "+1", "-1", "@a"])
    func formulasAreText(message: String) throws {
        let finding = Finding(rule: "r", severity: .note, file: message, message: message)
        #expect(try text(.csv, Sample.report(findings: [finding])).contains(",'\(message),,,'\(message),"))
    }

    @Test func markdownIsHarmless() throws {
        let text = try text(.markdown)
        #expect(!text.contains("\u{1B}"))
        #expect(text.contains("## Does not run on linux/arm64 yet: 1 thing must change first."))
        #expect(text.contains("| blocker | `x86-intrinsics` | 1 | hours | x86 vector intrinsics |"))
        #expect(text.contains("- **warning** `<script>alert(1)</script>/Docker\\nfile\\u{1b}[31m:1`"))
        #expect(try self.text(.markdown, Sample.many(5_000)).utf8.count < 60_000)
    }

    @Test(arguments: [
        ("a.html", ReportFormat.html), ("x/b.SARIF", .sarif), ("c.sarif.json", .sarif), ("d.json", .json),
        ("e.csv", .csv), ("f.md", .markdown), ("g.txt", .text), (".json.html", .html),
    ])
    func endings(path: String, format: ReportFormat) throws {
        #expect(try ReportFormat(path: path) == format)
    }

    @Test(arguments: ["", "a", "a.pdf", "html"])
    func unknownEndings(path: String) {
        let failure = #expect(throws: Failure.self) { try ReportFormat(path: path) }
        #expect(failure?.code == .usage)
    }

    @Test(arguments: ReportFormat.allCases)
    func theSameReportGivesTheSameBytes(format: ReportFormat) throws {
        #expect(try text(format) == text(format))
        #expect(try text(format).utf8.last == UInt8(ascii: "\n"))
        let empty = Sample.report(findings: [], dependencies: [])
        #expect(try !text(format, empty).isEmpty)
    }
}
