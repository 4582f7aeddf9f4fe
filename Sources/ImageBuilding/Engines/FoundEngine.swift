import Platforms

/// The engine that runs stages here, and why it is this one.
public struct FoundEngine: Sendable {
    /// The engine.
    public let engine: any BuildEngine
    /// Why it is this one, in a sentence.
    public let why: String
    /// Its machines.
    public let builder: Builder

    /// The architectures that it builds for without an emulator.
    public var nativeArchitectures: Set<Architecture> { builder.nativeArchitectures }
}
