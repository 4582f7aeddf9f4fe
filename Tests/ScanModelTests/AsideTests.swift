import ScanModel
import Testing

@Suite struct AsideTests {
    @Test(arguments: [
        "tests/sum.c", "src/Unit-Tests/sum.c", "test_data/a.py", "src/bench_sum.c", "docs/a/b.c", "a/__test__/b.js",
        "src/test/java/com/acme/A.java", "sum_test.go", "-test-.c",
    ])
    func whatAProjectHasBesideWhatItShips(path: String) { #expect(FileName(path: path).isAside) }

    @Test(arguments: [
        "src/sum.c", "src/main/java/com/example/test/A.java", "contest/sum.c", "a_test_b/sum.c", "latest.c",
        "src/attestation/a.c", "Ätest/a.c", "",
    ])
    func whatOnlyLooksSo(path: String) { #expect(!FileName(path: path).isAside) }
}
