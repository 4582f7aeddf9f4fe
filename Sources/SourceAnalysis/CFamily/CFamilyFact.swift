import ScanModel

/// What one file says to the analysis of C. Facts change places when they are sorted: cases refer to what is big.
enum CFamilyFact: Sendable {
    /// A source by its name: it may be the twin of another.
    case named
    case source(CSourceFact)
    /// A source of another language, with names of C that stand in it.
    case mentioned(Set<UInt64>)
    indirect case build(BuildFact)
    /// A build file that was not read.
    case buildNamed
}

/// What the judgement needs of a source. Shared: there is much in it, and it is handed on and on.
final class CSourceFact: Sendable {
    struct Include: Sendable {
        let name: String
        let condition: CCondition
    }

    /// A definition of a macro that conditions in other files may ask for.
    struct Macro: Sendable {
        let name: UInt64
        let condition: CCondition
        /// The value where it is one; 1 for an empty one.
        let value: CCondition
    }

    let candidates: [CandidateFinding]
    let includes: [Include]
    let macros: [Macro]
    /// Other names of `asm`.
    let assemblyMacros: Set<UInt64>
    /// Whether its assembly is for a processor of eight bits.
    let isForSmallMachine: Bool
    /// Intrinsics of x86 that the file defines itself.
    let ownIntrinsics: Set<UInt64>
    let knowsARM64: Bool
    /// Whether a header is included that gives x86's intrinsics to arm64.
    let translatesIntrinsics: Bool
    /// The names of sizes of pages in a file that maps memory and doesn't ask for the size.
    let pageSizes: Set<UInt64>
    /// What it declares for x86 alone.
    let x86Names: [X86Name]
    /// Of the names that were looked for, those that it gives to arm64 itself.
    let givenNames: Set<UInt64>
    /// Whether it names arm64 to a filter of system calls.
    let filtersARM64: Bool
    /// Macros and functions that are nothing but a barrier for the compiler.
    let barriers: [UInt64: CCondition]
    /// Variables and members that are declared volatile.
    let volatiles: Set<UInt64>

    init(_ source: CSource, _ text: SourceText, candidates: [CandidateFinding], givenNames: Set<UInt64>) {
        self.candidates = candidates
        self.givenNames = givenNames
        x86Names = X86Name.shared(in: source, text)
        includes = source.includes.map {
            Include(name: $0.name, condition: source.regions[Int($0.region)].condition)
        }
        macros = Self.macros(of: source)
        isForSmallMachine = InlineAssemblyCheck.isForSmallMachine(source)
        assemblyMacros = InlineAssemblyCheck.aliases(in: source)
        ownIntrinsics = IntrinsicCheck.ownNames(in: source)
        knowsARM64 = source.knowsARM64
        translatesIntrinsics = source.includes.contains {
            source.regions[Int($0.region)].known != .no && X86Headers.translatesIntrinsics($0.name)
        }
        let mapsMemory =
            source.hasAny(of: .mapsMemory, .protectsMemory) && !source.hasAny(of: .asksPageSize)
        pageSizes = mapsMemory ? PageSizeCheck.names(in: source) : []
        filtersARM64 = SystemCallFilterCheck.knowsARM64(source)
        (barriers, volatiles) = MemoryOrderCheck.shared(in: source)
    }

    /// Whether a definition's value is put together from macros, all of them in capitals: `#define FAST (IS_X86 && !SMALL)`.
    private static func isCondition(_ definition: CSource.Definition, in source: CSource) -> Bool {
        guard case .unknown = definition.value.expression else {
            return definition.value.nodes < 24 && isCapital(source.bytes[definition.name])
                && definition.value.expression.isLogical
        }
        return false
    }

    private static func isCapital(_ name: ArraySlice<UInt8>) -> Bool {
        !name.contains { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    }

    private static func macros(of source: CSource) -> [Macro] {
        source.definitions.compactMap { definition in
            let region = source.regions[Int(definition.region)]
            let isNumber = definition.isEmpty || definition.value.expression.evaluate { _, _ in nil } != nil
            // Constants and functions that are always there decide nothing, but for those that are named for x86.
            // So may those that stand for another condition.
            if region.known == .yes, definition.isFunction || !isNumber,
                MacroHint(String(source.text(definition.name))) == .none,
                definition.isFunction || !isCondition(definition, in: source)
            {
                return nil
            }
            return Macro(
                name: NameHash.of(source.bytes[definition.name]), condition: region.condition,
                value: definition.isEmpty ? .yes : definition.value)
        }
    }
}
