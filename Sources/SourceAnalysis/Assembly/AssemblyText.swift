import ScanModel

/// What an assembly file says of itself: whose instructions they are, and which names it exports.
struct AssemblyText {
    /// Lines that only x86 has, and lines that only another architecture has.
    private(set) var x86Lines = 0
    private(set) var otherLines = 0
    /// The first line for x86, with whether it is certainly compiled on aarch64.
    private(set) var firstX86: (offset: Int, isCertain: Bool)?
    /// Code for the processor's 16-bit mode: boot sectors and option ROMs.
    private(set) var firstRealMode: Int?
    /// The macros of x264's assembly: such projects choose at run time, and have C for the rest.
    private(set) var usesDispatchMacros = false
    /// Microsoft's assembler: for Windows alone.
    private(set) var isMASM = false
    /// Go's own assembler.
    private(set) var isGo = false
    /// Hashes of the names: they are compared only.
    private(set) var exports: Set<UInt64> = []
    /// The names of files that are taken in, without folder, in small letters.
    private(set) var includes: Set<String> = []
    /// Only 32-bit code: no part of a program for x86-64.
    private(set) var is32Bit = false
    private(set) var errors: [ConditionalLines.ReachedError] = []

    private static let exportLimit = 4096
    /// - Parameters:
    ///   - isPreprocessed: whether the file may have `#if` lines that count.
    ///   - enough: how many lines tell whose instructions they are.
    init(_ bytes: [UInt8], isPreprocessed: Bool, enough: Int) {
        let bytes = bytes.span
        let known = AssemblyWords.all.entries
        let knownBeginnings = AssemblyLine.beginnings
        let words = known.span
        let beginnings = knownBeginnings.span
        let reach = SourceText.reach
        var conditions = ConditionalReader()
        var parts = CodeParts()
        var start = 0
        while start < bytes.count {
            let end = bytes.firstIndex(of: UInt8(ascii: "\n"), in: start..<bytes.count)
            let first = bytes.firstNonSpace(in: start..<end)
            if first < end, bytes[first] == UInt8(ascii: "#"), isPreprocessed {
                conditions.read(bytes, start..<end, mark: first)
            }
            let line = start..<min(end, start + reach)
            start = end + 1
            let code = parts.code(bytes, line, first: first)
            guard !code.isEmpty, conditions.state.isPossible else { continue }
            // Exported names may stand anywhere.
            guard max(x86Lines, otherLines) < enough || AssemblyLine.mayExport(bytes, code, words, beginnings)
            else { continue }
            let range = code.lowerBound..<parts.end(of: code, bytes)
            read(AssemblyLine(bytes, range, words), bytes, range, conditions.state)
        }
        errors = conditions.errors
    }

    var isX86: Bool { x86Lines > 0 && x86Lines > otherLines }
    var isOther: Bool { otherLines > 0 && otherLines >= x86Lines }

    private mutating func read(_ line: AssemblyLine, _ bytes: Span<UInt8>, _ range: Range<Int>, _ state: Ternary) {
        if line.isGo { isGo = true }
        if line.isMASM { isMASM = true }
        if line.usesDispatchMacros { usesDispatchMacros = true }
        if line.is32Bit { is32Bit = true }
        if line.isIncluding, includes.count < Self.exportLimit, let name = AssemblyNames.included(bytes, range) {
            includes.insert(name)
        }
        if line.isExporting, exports.count < Self.exportLimit {
            exports.formUnion(AssemblyNames.exports(bytes, range, isList: line.exportsList))
        }
        if line.isRealMode { firstRealMode = firstRealMode ?? range.lowerBound }
        if line.isOther {
            otherLines += 1
        } else if line.isX86 {
            x86Lines += 1
            if firstX86 == nil || (state == .yes && firstX86?.isCertain == false) {
                firstX86 = (range.lowerBound, state == .yes)
            }
        }
    }
}
