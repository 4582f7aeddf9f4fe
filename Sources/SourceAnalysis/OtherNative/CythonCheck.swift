import Reporting
import ScanModel

/// Headers of x86 in what Cython compiles: `cdef extern from "immintrin.h"`.
enum CythonCheck {
    static let endings: NameSet = ["pyx", "pxd", "pxi"]
    static let words = LiteralSet(["intrin.h", "cpuid.h", "mm_malloc.h", "sys/io.h", "quadmath.h", "mkl.h", "mkl_"])
    private static let guards = ["UNAME_MACHINE", "IF X86", "IF HAVE_", "IF USE_"]

    static func findings(in text: SourceText, _ file: FileName) -> [Finding] {
        guard !ArchitectureWords.namesX86(file.path) else { return [] }
        let code = CommentBlanking.hashLines(text.bytes)
        return code.indices(of: "extern from", in: 0..<code.count).compactMap { offset in
            let end = code[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? code.count
            let name = header(code.text(offset..<end))
            let rule = X86Headers.isX86(name) ? CFamilyRules.header : CFamilyRules.library
            guard X86Headers.isX86(name) || X86Headers.isX86Library(name), !code.containsAny(guards, in: 0..<offset)
            else { return nil }
            // Only what imports a declaration includes its header.
            let severity: Severity = file.ending == "pyx" ? rule.severity : .warning
            return Finding(
                rule, in: text, at: offset, severity: severity.lowered(in: file),
                message: "Cython includes <\(name)>, which exists for x86 only, on arm64 too")
        }
    }

    /// What stands between the quotes, with or without angles.
    private static func header(_ line: String) -> String {
        let parts = line.split(separator: line.contains("\"") ? "\"" : "'", omittingEmptySubsequences: false)
        return parts.count > 2 ? parts[1].filter { !"<> ".contains($0) } : ""
    }
}
