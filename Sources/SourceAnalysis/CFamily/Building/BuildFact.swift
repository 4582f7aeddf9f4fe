/// What a build file says of sources.
struct BuildFact: Sendable {
    /// Sources that stand under a condition or in a list for x86, without their endings.
    var x86Sources: Set<String> = []
    /// Sources that stand under no condition for x86.
    var plainSources: Set<String> = []
    /// Sources of which a rule says how they are compiled, and nothing says whether.
    var ruleSources: Set<String> = []
    /// Folders that are built for x86 only, and those that are built on every machine.
    var x86Folders: Set<String> = []
    var plainFolders: Set<String> = []
    /// What stands in lists such as `obj-$(CONFIG_FAST)`, by the hash of the setting; folders have a slash at their end.
    var chosen: [UInt64: Set<String>] = [:]
    /// Settings that exist where the machine is an x86, and those that exist elsewhere too.
    var x86Settings: Set<UInt64> = []
    var otherSettings: Set<UInt64> = []
    /// Those of them that stand in a makefile's list of objects, under no condition at all.
    var listedSources: Set<String> = []
    /// Macros with a name of x86 that are defined for every architecture.
    var definitions: Set<UInt64> = []
    /// All macros that it defines on every machine, whatever they are named for.
    var given: Set<UInt64> = []
    /// Macros that are defined for x86 only.
    var x86Definitions: Set<UInt64> = []
    /// Macros that Autoconf defines when a probe succeeds.
    var probed: Set<UInt64> = []
    var makesCharSigned = false
    /// Whether sources are taken by a pattern, so that those which are not named may be built too.
    var takesPatterns = false
    /// Whether it makes code without an operating system for x86's old modes: what a guest or a PC starts with.
    var makesFirmware = false
}
