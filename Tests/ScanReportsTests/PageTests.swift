import PortingScan
import Reporting
import ScanModel
import ScanReports
import Testing

@Suite struct PageTests {
    private func page(_ report: ScanReport) throws -> String {
        try ReportDocument(report, catalogue: Sample.catalogue, context: Sample.context).text(as: .html)
    }

    @Test func textsOfTheProjectAreHarmless() throws {
        let page = try page(Sample.report(gaps: [NotJudged(what: "\"><img src=x>", why: "' onclick='x")]))
        for part in [
            "HTML(source", "&lt;li", "<script>alert", "<img", "<b>numpy", "\u{1B}", "onclick='", "</script><script>",
        ] {
            #expect(!page.contains(part), "\(part)")
        }
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;/</span>Docker\\nfile\\u{1b}[31m"))
        #expect(page.split(separator: "<script>").count == 2)
        #expect(page.split(separator: "</script>").count == 2)
    }

    @Test func nothingIsLoadedFromElsewhere() throws {
        let page = try page(Sample.report())
        #expect(page.contains("default-src &#39;none&#39;; style-src &#39;sha256-"))
        for part in ["<link", "@import", "url(", " src=", " style=", "javascript:"] { #expect(!page.contains(part)) }
        let script = Finding(
            rule: "x86-intrinsics", severity: .note, file: "f", message: "m", reference: "javascript:alert(1)")
        #expect(try !self.page(Sample.report(findings: [script])).contains("javascript:"))
    }

    @Test func whatAManagerReads() throws {
        let page = try page(Sample.report())
        #expect(page.contains("<title>shop: blocked for linux/arm64</title>"))
        #expect(page.contains(">Does not run on linux/arm64 yet: 1 thing must change first.</h1>"))
        #expect(page.contains("<h3>Minutes each <span>1 place</span></h3>"))
        #expect(page.contains("<h3>Hours each <span>1 place</span></h3>"))
        #expect(page.contains("on 2026-01-02"))
        #expect(page.contains("href=\"https://example.com/a?b=1&amp;c=2\""))
    }

    @Test func anEmptyReport() throws {
        let page = try page(Sample.report(findings: [], dependencies: []))
        #expect(page.contains("Nothing has to change."))
        #expect(page.contains("Nothing was found."))
        #expect(page.contains("No dependencies were found."))
        #expect(page.contains("Nothing was left open."))
        #expect(!page.contains("id=\"filter\""))
    }

    @Test func aHugeReportStaysSmallEnough() throws {
        let page = try page(Sample.many(5_000))
        #expect(page.utf8.count < 2_500_000)
        #expect(page.contains("5,000 findings</output>"))
    }

    @Test func headingsAndTablesHaveTheirRoles() throws {
        let page = try page(Sample.report())
        #expect(page.split(separator: "<h1").count == 2)
        #expect(page.split(separator: "<table").count == page.split(separator: "<thead").count)
        #expect(page.contains("<html lang=\"en\">"))
        #expect(page.contains("<caption class=\"unseen\">Places of x86-intrinsics</caption>"))
    }
}
