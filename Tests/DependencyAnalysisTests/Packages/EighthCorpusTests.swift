import DependencyAnalysis
import ScanModel
import ScanTestSupport
import Testing

/// Dependencies that an eighth corpus, written without knowledge of the analyses, showed to be missed.
@Suite struct EighthCorpusTests {
    private static let traps = [
        Trap(
            "wheels that the index has for x86 alone, and no sources",
            [
                "requirements.txt":
                    "catboost==0.24\nopenvino==2022.1.0\npaddlepaddle==2.4.2\nPySide2==5.15.2\nray==1.0.1\n"
                    + "tensorflow-addons==0.11.2\ntensorflow_text==2.4.3\n"
            ],
            (1...7).map { "python-wheel blocker requirements.txt:\($0)" }),
        Trap(
            "their later versions",
            ["requirements.txt": "catboost==1.2\nopenvino==2023.1.0\nray==2.2.0\ntensorflow_text==2.18.1\n"]),
        Trap(
            "MKL by a feature",
            ["Cargo.toml": "[dependencies]\nblas-src = { version = \"0.8\", features = [\"intel-mkl\"] }\n"],
            ["cargo-crate blocker Cargo.toml:2"]),
        Trap(
            "MKL by a feature that is asked for, or on x86 alone",
            [
                "Cargo.toml": "[dependencies]\nblas-src = { version = \"0.8\", features = [\"openblas\"] }\n"
                    + "lapack-src = { version = \"0.8\", features = [\"intel-mkl\"], optional = true }\n\n"
                    + "[features]\nintel-mkl = [\"blas-src/intel-mkl\"]\n\n"
                    + "[target.'cfg(target_arch = \"x86_64\")'.dependencies]\n"
                    + "ndarray-linalg = { version = \"0.14\", features = [\"intel-mkl-static\"] }\n"
            ]),
    ]

    @Test(arguments: traps)
    func findings(_ trap: Trap) async throws {
        #expect(try await Project(DependencyAnalyses.all).summary(trap.files) == trap.expected)
    }
}
