/// Packages of Conan that are for x86 only; each with a public source.
enum ConanKnowledge {
    static let packages = PackageFact.table([
        PackageFact(
            "hyperscan", since: nil, instead: "use Vectorscan, its port to arm64, which has the same interface",
            "https://github.com/VectorCamp/vectorscan"),
        PackageFact(
            "neon2sse", since: nil, instead: "leave it out on arm64, whose own intrinsics it stands for",
            "https://github.com/conan-io/conan-center-index/tree/master/recipes/neon2sse"),
    ])
}
