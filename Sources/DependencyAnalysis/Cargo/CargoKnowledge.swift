/// Crates that are for x86 only, or have native code for arm64 since a version; each with a public source.
enum CargoKnowledge {
    static let packages = PackageFact.table([
        PackageFact(
            "intel-mkl-src", since: nil, instead: "use openblas-src on arm64",
            "https://github.com/spack/spack/pull/34391"),
        PackageFact(
            "onnxruntime-sys", since: nil, instead: "replace onnxruntime by ort",
            "https://github.com/nbigaouette/onnxruntime-rs/pull/122"),
        // It builds V8 itself where it has nothing prebuilt.
        PackageFact(
            "rusty_v8", since: "0.20.0", otherwise: .compiles, "https://github.com/denoland/rusty_v8/issues/630"),
    ])
}
