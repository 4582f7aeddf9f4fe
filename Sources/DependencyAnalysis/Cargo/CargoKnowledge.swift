/// Crates that are for x86 only, or have native code for arm64 since a version; each with a public source.
enum CargoKnowledge {
    static let packages = PackageFact.table([
        PackageFact(
            "intel-mkl-src", since: nil, instead: "use openblas-src on arm64",
            "https://github.com/spack/spack/pull/34391"),
        PackageFact(
            "onnxruntime-sys", since: nil, instead: "replace onnxruntime by ort",
            "https://github.com/nbigaouette/onnxruntime-rs/pull/122"),
        // Nothing of it is left where the processor is another one: `#![cfg(any(target_arch = "x86", …))]`.
        PackageFact(
            "x86", since: nil, instead: "take it for x86 targets only, and write what it does for arm64 too",
            "https://github.com/gz/rust-x86/blob/master/src/lib.rs"),
        // It builds V8 itself where it has nothing prebuilt.
        PackageFact(
            "rusty_v8", since: "0.20.0", otherwise: .compiles, "https://github.com/denoland/rusty_v8/issues/630"),
    ])
}
