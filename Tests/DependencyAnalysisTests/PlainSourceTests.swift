import DependencyAnalysis
import ScanModel
import ScanTestSupport
import Testing

@Suite struct PlainSourceTests {
    @Test func whatIsNotAskedWantsNone() { #expect(PlainSources.missed(by: DependencyAnalyses.all) == []) }
}
