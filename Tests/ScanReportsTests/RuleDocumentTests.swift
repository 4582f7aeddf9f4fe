import FoundationEssentials
import PortingScan
import ScanReports
import Testing

@Suite struct RuleDocumentTests {
    /// The document is made from the program: whoever adds a rule runs `make docs`.
    @Test func theDocumentIsUpToDate() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let written = try Data(contentsOf: root.appending(path: "docs/rules.md"))
        #expect(
            String(decoding: written, as: UTF8.self) == RuleDocument.markdown(of: RuleCatalogue.standard.rules),
            "docs/rules.md is old: run make docs")
    }
}
