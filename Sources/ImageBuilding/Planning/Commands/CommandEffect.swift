/// What a command means for the architecture of the files that it writes. A presumption, not a proof: what a stage
/// gives to the image is looked through after the build.
enum CommandEffect: Hashable, Sendable {
    /// It handles files without looking into them, or fetches what the build needs.
    case neutral
    /// A tool whose output is for a virtual machine, a browser or a reader.
    case portable(String)
    /// A package manager: what it fetches may hold programs.
    case packages(String)
    /// A compiler that was told to write for the target.
    case targeted(String)
    /// It has to run on the target, for all that is known; why, as a sentence without its end.
    case native(tool: String, because: String)
}
