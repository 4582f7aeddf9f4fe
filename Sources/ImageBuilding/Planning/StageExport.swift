import Platforms

/// What an engine is asked for: the files that the image takes from stages which run programs.
public struct StageExport: Sendable, Hashable {
    /// The platform that the engine builds for.
    let platform: Platform
    /// The target platforms that the files go to.
    let targets: [Platform]
    /// The stages whose platform is written into their FROM, and the platform.
    let pinned: [Int: Platform]
    /// The copies, each from a stage or an image.
    let copies: [CopyOperation]
    /// Whether a program of this machine's architecture among the files may be wrong.
    let isChecked: Bool
    /// The stages that have to be built.
    let stages: Set<Int>
}
