/// What a build file says of sources.
struct BuildFact: Sendable {
    /// Sources that stand under a condition or in a list for x86, without their endings.
    var x86Sources: Set<String> = []
    /// Sources that stand under no condition for x86.
    var plainSources: Set<String> = []
    /// Those of them that stand in a makefile's list of objects, under no condition at all.
    var listedSources: Set<String> = []
    /// Macros with a name of x86 that are defined for every architecture.
    var definitions: Set<UInt64> = []
    /// Macros that are defined for x86 only.
    var x86Definitions: Set<UInt64> = []
    var makesCharSigned = false
    /// Whether sources are taken by a pattern, so that those which are not named may be built too.
    var takesPatterns = false
}
