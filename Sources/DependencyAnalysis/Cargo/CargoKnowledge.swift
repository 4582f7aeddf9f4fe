/// Crates that are for x86 only, or have native code for arm64 since a version; each with a public source.
enum CargoKnowledge {
    static let packages = PackageFact.table([])
}
