import ScanModel

/// Fortran's numbers of 80 bits.
enum FortranCheck: CCheck {
    static func find(in source: CSource, _ collector: inout CandidateCollector) {
        let bytes = source.bytes
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            defer { start = end + 1 }
            guard end - start < 1000, !isComment(bytes[start..<end]) else { continue }
            let code = String(decoding: bytes[start..<end].prefix { $0 != UInt8(ascii: "!") }, as: UTF8.self)
                .lowercased().filter { !$0.isWhitespace }
            guard code.hasPrefix("real") || code.hasPrefix("complex") else { continue }
            let isExtended = ["real(10)", "real(kind=10)", "real*10", "complex(10)", "complex(kind=10)", "complex*20"]
                .contains { code.hasPrefix($0) }
            guard isExtended else { continue }
            collector.add(
                CFamilyRules.extendedFloat, at: start, region: 0,
                message: "numbers of kind 10 are x87's 80-bit numbers; gfortran for arm64 does not have them")
        }
    }

    /// A comment of the fixed form.
    private static func isComment(_ line: ArraySlice<UInt8>) -> Bool {
        guard let first = line.first else { return true }
        return first == UInt8(ascii: "*")
            || first | 0x20 == UInt8(ascii: "c")
                && !String(decoding: line.prefix(7), as: UTF8.self).lowercased().hasPrefix("complex")
    }
}
