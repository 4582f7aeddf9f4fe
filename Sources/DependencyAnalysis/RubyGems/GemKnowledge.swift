/// Gems that carry native code, and since when they have it for Linux on arm64; each with a public source.
enum GemKnowledge {
    static let packages = PackageFact.table([])
}
