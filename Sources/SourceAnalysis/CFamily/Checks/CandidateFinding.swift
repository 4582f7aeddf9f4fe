import ScanModel

/// A finding that counts only when its place is compiled on arm64.
struct CandidateFinding: Sendable {
    /// What must be so in the project, besides.
    enum Requirement: Sendable, Hashable {
        case nothing
        /// No header of the project has this name.
        case foreignHeader(String)
        /// Nothing in the project gives this intrinsic to other machines.
        case noTranslation(name: UInt64)
        /// Some file that includes this one uses a macro for a size of pages where it maps memory.
        case mapsMemory(UInt64)
        /// The build doesn't make char signed.
        case unsignedChar
        /// The macro that the code calls is another name of `asm`.
        case assemblyMacro(UInt64)
        /// No file of the project defines this macro.
        case foreignMacro(UInt64)
        /// Nothing that the file includes is for arm64, or asks for it.
        case includesNothingForARM64
        /// Another file, which this one sees, declares the name for x86 alone, and nothing gives it to arm64.
        case givenToX86Alone(UInt64)
        /// Nothing in the project is for a processor of eight bits, which has the instruction too.
        case noSmallMachine
        /// No filter of the project knows arm64.
        case filtersX86Only
        /// What the file includes makes the name a barrier for the compiler only, and the flag volatile.
        case ordersOnlyCompiler(barrier: UInt64, flag: UInt64)
    }

    let finding: Finding
    /// Findings of one family are one finding for a file.
    let family: String
    let condition: CCondition
    let requirement: Requirement
    /// How many places of its family stand under the same condition.
    var count: Int
}
