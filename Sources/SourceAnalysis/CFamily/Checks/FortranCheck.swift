import ScanModel

/// Fortran's numbers of 80 bits, and Intel's library.
enum FortranCheck: CCheck {
    static func find(in source: CSource, _ collector: inout CandidateCollector) {
        let bytes = source.bytes
        var start = 0
        var conditions = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            defer { start = end + 1 }
            guard end - start < 1000, !isComment(bytes[start..<end]) else { continue }
            let code = String(decoding: bytes[start..<end].prefix { $0 != UInt8(ascii: "!") }, as: UTF8.self)
                .lowercased().filter { !$0.isWhitespace }
            if code.hasPrefix("#if") { conditions += 1 }
            if code.hasPrefix("#endif") { conditions -= 1 }
            // Under a condition somebody chose the library.
            if conditions == 0, let file = fileOfLibrary(code) {
                collector.add(
                    CFamilyRules.library, at: start, region: 0, family: file, requirement: .foreignHeader(file),
                    message: "this line takes Intel's MKL, which is made for x86 only")
            }
            guard code.hasPrefix("real") || code.hasPrefix("complex") else { continue }
            let isExtended = ["real(10)", "real(kind=10)", "real*10", "complex(10)", "complex(kind=10)", "complex*20"]
                .contains { code.hasPrefix($0) }
            guard isExtended else { continue }
            collector.add(
                CFamilyRules.extendedFloat, at: start, region: 0,
                message: "numbers of kind 10 are x87's 80-bit numbers; gfortran for arm64 does not have them")
        }
    }

    /// The file that `include 'mkl_pardiso.f90'` and `use mkl_pardiso` mean.
    /// - Parameter code: a line in small letters, without spaces.
    private static func fileOfLibrary(_ code: String) -> String? {
        if code.hasPrefix("include'mkl") || code.hasPrefix("include\"mkl") || code.hasPrefix("#include\"mkl") {
            let name = code.split { "'\"".contains($0) }.dropFirst().first ?? ""
            return name.hasPrefix("mkl_") || name.hasPrefix("mkl.") ? String(name) : nil
        }
        guard code.hasPrefix("usemkl_") || code.hasPrefix("use::mkl_") else { return nil }
        let module = code.drop { $0 != "m" }.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        return code.dropFirst(3 + module.count).contains("=") && !code.contains("only:") ? nil : module + ".f90"
    }

    /// A comment of the fixed form.
    private static func isComment(_ line: ArraySlice<UInt8>) -> Bool {
        guard let first = line.first else { return true }
        return first == UInt8(ascii: "*")
            || first | 0x20 == UInt8(ascii: "c")
                && !String(decoding: line.prefix(7), as: UTF8.self).lowercased().hasPrefix("complex")
    }
}
