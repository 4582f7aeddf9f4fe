import ScanModel

/// Tells the names of intrinsics from others that begin like them: `_mm_add_ps` from a program's own `_mm_base`.
enum IntrinsicShape {
    /// Those that name no type at their end.
    private static let whole: Set<UInt64> = Set(
        """
        malloc free pause empty sfence lfence mfence prefetch clflush clflushopt clwb getcsr setcsr monitor mwait \
        monitorx mwaitx zeroupper zeroall undefined test_all_zeros test_all_ones test_mix_ones_zeros kand kandn kor \
        kxor kxnor knot kmov kortestc kortestz kunpackb kunpackd kunpackw int2mask mask2int kmovlhb cldemote delay_32 \
        delay_64 stream_load spflt_32 tzcnti_32 tzcnti_64 countbits_32 countbits_64
        """.split { $0 == " " || $0 == "\n" }.map { NameHash.of($0.utf8) })
    private static let registers: [[UInt8]] = ["_mm_", "_mm256_", "_mm512_"].map { Array($0.utf8) }
    /// The types that the parts of names begin with; digits may follow.
    private static let types = [
        "epi", "epu", "ps", "pd", "ph", "pbh", "sbh", "pch", "sch", "pi", "pu", "si", "ss", "sd", "sh", "m64", "m128",
        "m256", "m512", "mask", "f16", "f32", "f64", "f128", "u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64",
    ].map { Array($0.utf8) }
    private static let macros = [
        "SHUFFLE", "HINT_", "SET_", "GET_", "ROUND_", "TRANSPOSE4", "FROUND_", "CMPINT_", "PERM_", "FLUSH_", "DENORM",
        "EXCEPT_", "MASK_", "MANT_", "BROADCAST", "SWIZ", "MK_",
    ].map { Array($0.utf8) }

    /// - Parameter name: one that begins with an underscore, and with what intrinsics begin with.
    static func fits(_ name: some BidirectionalCollection<UInt8>) -> Bool {
        if name.starts(with: "_MM_".utf8) {
            let rest = name.dropFirst(4)
            return macros.contains { rest.starts(with: $0) }
        }
        guard let register = registers.first(where: { name.starts(with: $0) }) else { return true }
        let rest = name.dropFirst(register.count)
        if whole.contains(NameHash.of(rest)) { return true }
        return rest.split(separator: UInt8(ascii: "_")).dropFirst().contains { isType($0) }
    }

    private static func isType(_ part: some Collection<UInt8>) -> Bool {
        types.contains { type in
            part.starts(with: type)
                && part.dropFirst(type.count).allSatisfy {
                    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || "xrid".utf8.contains($0)
                }
        }
    }
}
