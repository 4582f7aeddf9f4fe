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
    private(set) var exports: Set<String> = []
    /// The names of files that are taken in, without folder, in small letters.
    private(set) var includes: Set<String> = []
    /// Only 32-bit code: no part of a program for x86-64.
    private(set) var is32Bit = false
    private(set) var errors: [ConditionalLines.ReachedError] = []

    private static let exportLimit = 4096
    private static let enoughLines = 64

    /// - Parameter isPreprocessed: whether the file may have `#if` lines that count.
    init(_ bytes: [UInt8], in range: Range<Int>, isPreprocessed: Bool) {
        let lines = isPreprocessed ? ConditionalLines(bytes, in: range) : nil
        errors = lines?.errors ?? []
        var start = range.lowerBound
        var isInComment = false
        while start < range.upperBound {
            let end = bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: "\n")) ?? range.upperBound
            let state = lines?.isLive(at: start) ?? .yes
            let code = Self.code(bytes, start..<min(end, start + SourceText.reach), &isInComment)
            if state.isPossible, isOfInterest(bytes[code]) {
                read(AssemblyLine(bytes[code]), at: code.lowerBound, state)
            }
            start = end + 1
        }
    }

    var isX86: Bool { x86Lines > 0 && x86Lines > otherLines }
    var isOther: Bool { otherLines > 0 && otherLines >= x86Lines }

    /// Some dozens of lines tell whose instructions they are; exported names may stand anywhere.
    private func isOfInterest(_ code: ArraySlice<UInt8>) -> Bool {
        guard !code.isEmpty else { return false }
        return max(x86Lines, otherLines) < Self.enoughLines || AssemblyLine.mayExport(code)
    }

    private mutating func read(_ line: AssemblyLine, at offset: Int, _ state: Ternary) {
        if line.isGo { isGo = true }
        if line.isMASM { isMASM = true }
        if line.usesDispatchMacros { usesDispatchMacros = true }
        if line.is32Bit { is32Bit = true }
        if includes.count < Self.exportLimit, let name = line.included { includes.insert(name) }
        if exports.count < Self.exportLimit { exports.formUnion(line.exports) }
        if line.isRealMode { firstRealMode = firstRealMode ?? offset }
        if line.isOther {
            otherLines += 1
        } else if line.isX86 {
            x86Lines += 1
            if firstX86 == nil || (state == .yes && firstX86?.isCertain == false) {
                firstX86 = (offset, state == .yes)
            }
        }
    }

    /// The part of a line that is neither comment nor directive of the preprocessor.
    private static func code(_ bytes: [UInt8], _ line: Range<Int>, _ isInComment: inout Bool) -> Range<Int> {
        var start = line.lowerBound
        if isInComment {
            guard let end = bytes.firstIndex(of: "*/", in: line) else { return start..<start }
            isInComment = false
            start = end + 2
        }
        while start < line.upperBound, bytes[start].isASCIISpace { start += 1 }
        guard start < line.upperBound, bytes[start] != UInt8(ascii: "#") else { return start..<start }
        var end = start
        while end < line.upperBound {
            let byte = bytes[end]
            let next = end + 1 < line.upperBound ? bytes[end + 1] : 0
            if byte == UInt8(ascii: ";") || (byte == UInt8(ascii: "/") && next == byte) { break }
            if byte == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
                isInComment = bytes.firstIndex(of: "*/", in: (end + 2)..<max(end + 2, line.upperBound)) == nil
                if start == end, !isInComment {
                    // A comment in front of the code.
                    let close = bytes.firstIndex(of: "*/", in: (end + 2)..<line.upperBound) ?? line.upperBound - 2
                    return (close + 2)..<line.upperBound
                }
                break
            }
            end += 1
        }
        return start..<end
    }
}
