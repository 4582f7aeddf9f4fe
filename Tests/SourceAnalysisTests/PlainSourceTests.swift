import ScanModel
import ScanTestSupport
import SourceAnalysis
import Testing

@Suite struct PlainSourceTests {
    @Test func whatIsNotAskedWantsNone() { #expect(PlainSources.missed(by: SourceAnalyses.all) == []) }
}
