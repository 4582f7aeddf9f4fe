/// Go modules with prebuilt native code, and since when they have it for Linux on arm64; each with a public source.
enum GoKnowledge {
    static let packages = PackageFact.table([])
}
