/// Crates that are for x86 only, or have native code for arm64 since a version; each with a public source.
enum CargoKnowledge {
    static let packages = PackageFact.table([
        PackageFact(
            "intel-mkl-src", since: nil, instead: "use openblas-src on arm64",
            "https://github.com/spack/spack/pull/34391")
    ])
}
