import DockerfileModel

/// What would make a stage compile for the target on whatever machine builds it.
public struct Proposal: Sendable, Hashable {
    /// The stage's name, or its number.
    public let stage: String
    /// Where the stage begins.
    public let position: SourcePosition
    /// What is done, or has to be done by hand, as a sentence without its end.
    public let summary: String
    /// Why, and what is to be known of it.
    public let reasons: [String]
    /// The changes of the file; empty when a person has to do them.
    let edits: [DockerfileEdit]

    /// Whether ``DockerfileFix`` can write it into the file.
    public var isAutomatic: Bool { !edits.isEmpty }
}

/// Why a stage can't be changed by a program.
struct ByHand: Error {
    let summary: String

    init(_ summary: String) { self.summary = summary }
}
