import Reporting
import ScanModel
import Testing

@Suite struct TernaryTests {
    @Test func whatIsUnknownStaysUnknownUnlessTheOtherSideDecides() {
        #expect((Ternary.unknown && .no) == .no)
        #expect((Ternary.unknown && .yes) == .unknown)
        #expect((Ternary.unknown || .yes) == .yes)
        #expect((Ternary.unknown || .no) == .unknown)
        #expect(!Ternary.unknown == .unknown)
        #expect(!Ternary.no == .yes)
    }

    @Test(arguments: ["tests/a.c", "src/Examples/b.rs", "pkg/sum_test.go", "test_sum.py", "bench.rs", "a/benches/x.rs"])
    func testsAndExamplesAreAside(path: String) {
        #expect(FileName(path: path).isAside)
        #expect(Severity.blocker.lowered(in: FileName(path: path)) == .warning)
    }

    @Test(arguments: ["src/latest.c", "src/contest/a.go", "attestation.go", "lib/sum.rs"])
    func whatShipsIsNotAside(path: String) {
        #expect(!FileName(path: path).isAside)
        #expect(Severity.blocker.lowered(in: FileName(path: path)) == .blocker)
    }
}
