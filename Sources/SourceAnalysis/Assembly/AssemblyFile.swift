import Reporting
import ScanModel

/// What a scan keeps of an assembly file.
struct AssemblyFile: Sendable {
    enum Kind: Sendable {
        /// Assembly for another architecture, or for all.
        case other
        /// Only in parts that aarch64 does not compile.
        case guarded
        case x86
    }

    /// Folders of files that are read by tests, and never built.
    private static let data: NameSet = ["testdata", "fixtures", "corpus"]

    let kind: Kind
    /// Hashes of the names that it exports.
    let exports: Set<UInt64>
    /// Files that it takes in: they are no units of their own.
    let includes: Set<String>
    /// What would be said of it, when nothing stands beside it.
    let finding: Finding?
    /// Whether it is made for an operating system, and not for the start of a PC or for Microsoft's assembler.
    let isForLinux: Bool
    /// Whether the project chooses its assembly at run time.
    let usesDispatchMacros: Bool

    init?(_ text: SourceText, _ file: FileName) {
        guard !file.hasFolder(where: { Self.isData($0) }) else { return nil }
        let isPreprocessed = file.ending == "s" || file.ending == "inc"
        // What is included may be C or prose as well.
        let enough = file.ending == "inc" ? 32 : 16
        let content = AssemblyText(text.bytes, isPreprocessed: isPreprocessed, enough: enough)
        guard !content.isGo else { return nil }
        exports = content.exports
        includes = content.includes
        isForLinux = content.firstRealMode == nil && !content.isMASM
        usesDispatchMacros = content.usesDispatchMacros
        guard content.isX86, let first = content.firstX86 else {
            kind = content.isOther ? .other : .guarded
            finding = content.errors.first.map { Self.error($0, text, file) }
            return
        }
        // What is taken in by another file is judged with that file; a few lines are no proof.
        guard file.ending != "inc" || content.x86Lines > 2 && !Self.isC(text.bytes, unless: content.x86Lines) else {
            return nil
        }
        kind = .x86
        finding = Self.finding(content, first, text, file)
    }

    private static func isData(_ folder: FileName.Folder) -> Bool {
        data.mayContain(folder.first, count: folder.count)
            && data.contains(String(decoding: folder, as: UTF8.self).lowercased())
    }

    /// Whether more lines end as those of C do than are for x86: "section" and "bits" are words of prose too.
    private static func isC(_ bytes: [UInt8], unless x86Lines: Int) -> Bool {
        var count = 0
        var last: UInt8 = 0
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                if last == UInt8(ascii: ";") || last == UInt8(ascii: "{") || last == UInt8(ascii: "}") { count += 1 }
                if count > x86Lines { return true }
                last = 0
            } else if !byte.isASCIISpace {
                last = byte
            }
        }
        return false
    }

    private static func error(_ error: ConditionalLines.ReachedError, _ text: SourceText, _ file: FileName) -> Finding {
        Finding(
            AssemblyRule.x86, in: text, at: error.offset,
            severity: (error.isCertain ? Severity.blocker : .warning).lowered(in: file),
            message: "this #error is reached on aarch64", remedy: "add a branch for __aarch64__ in front of it")
    }

    private static func finding(
        _ content: AssemblyText, _ first: (offset: Int, isCertain: Bool), _ text: SourceText, _ file: FileName
    ) -> Finding {
        if let realMode = content.firstRealMode {
            return Finding(
                AssemblyRule.x86, in: text, at: realMode, severity: Severity.warning.lowered(in: file),
                message: "code for x86's 16-bit mode, which arm64 machines do not start in",
                remedy: "leave the file out of builds for arm64, which boot through UEFI or U-Boot")
        }
        if content.isMASM {
            return Finding(
                AssemblyRule.x86, in: text, at: first.offset, severity: .note,
                message: "x86 assembly for Microsoft's assembler: of no use on Linux",
                remedy: "leave the file out of builds for Linux")
        }
        let isSure = first.isCertain && file.ending != "inc" && !content.is32Bit
        return Finding(
            AssemblyRule.x86, in: text, at: first.offset,
            severity: (isSure ? Severity.blocker : .warning).lowered(in: file),
            message: "x86 instructions, and no file beside it that does the same on arm64")
    }
}
