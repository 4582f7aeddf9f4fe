/// How a stage comes about.
public enum Runs: String, Sendable, Hashable, Codable {
    /// An engine runs it on this machine's own processor.
    case native
    /// An engine runs it under an emulator.
    case emulated
    /// A builder of the right architecture runs it.
    case remote
    /// mixarch puts it together itself: no program of it runs.
    case assembled
    /// Not at all: the image does not need it.
    case skipped
}
