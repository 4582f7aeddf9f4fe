import ScanModel

/// A name that a file declares for x86 alone, and that other files may use.
struct X86Name: Sendable {
    let name: String
    let kind: X86Declarations.Kind
    let line: Int

    /// A file with more of them is a header of x86's own.
    private static let limit = 64
    /// Shorter names mean something else elsewhere.
    private static let shortest = 5
    private static let shortestVariable = 8

    /// - Returns: those that files which include this one see, and those that the linker sees; in the order of the file.
    static func shared(in source: CSource, _ text: SourceText) -> [X86Name] {
        guard !source.namesForX86.isEmpty else { return [] }
        let isHeader = !sources.contains(FileName(path: text.path).ending)
        let shared = source.namesForX86.values.filter { declaration in
            switch declaration.kind {
            case .macro, .type, .tag: isHeader
            case .function: isHeader || declaration.isDefinition && !declaration.isStatic
            case .variable: isHeader
            }
        }
        return shared.sorted { $0.offset < $1.offset }.prefix(limit).compactMap { declaration in
            let name = source.bytes[declaration.offset...].prefix { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "_") }
            // What is an instruction of x86 is nothing that the C library has: `#define rmb() asm volatile("lfence")`.
            let isAssembly =
                declaration.kind == .macro
                && source.bytes.containsAny(["asm"], in: text.range(ofLine: text.line(at: declaration.offset)))
            guard isAssembly || name.count >= shortest && !mayBeTheSystems(name, declaration.kind) else { return nil }
            // Names such as "mask" and "depth" are those of parameters and members too.
            guard declaration.kind != .variable || name.count >= shortestVariable && name.contains(UInt8(ascii: "_"))
            else { return nil }
            return X86Name(
                name: String(decoding: name, as: UTF8.self), kind: declaration.kind,
                line: text.line(at: declaration.offset))
        }
    }

    static let sources: NameSet = ["c", "cc", "cpp", "cxx", "c++", "m", "mm", "cu", "cp", "xs"]
    private static let systems = ["mem", "str", "wcs", "bswap", "pthread", "htobe", "htole"]

    /// Whether a name may be one of the C library's, which gives it where the project doesn't: `#define memcpy fast_copy`.
    private static func mayBeTheSystems(_ name: ArraySlice<UInt8>, _ kind: X86Declarations.Kind) -> Bool {
        let isSmall = !name.contains { $0 &- UInt8(ascii: "A") < 26 }
        return isSmall
            && (systems.contains { name.starts(with: $0.utf8) }
                || kind == .macro && !name.contains(UInt8(ascii: "_")))
    }
}
