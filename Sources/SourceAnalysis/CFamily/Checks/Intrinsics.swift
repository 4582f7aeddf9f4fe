import ScanModel

/// The names of x86's intrinsic functions and types.
enum Intrinsics {
    /// Names that no prefix tells.
    private static let named: Set<UInt64> = Set(
        """
        __m64 __m128 __m128i __m128d __m128h __m128bh __m256 __m256i __m256d __m256h __m256bh __m512 __m512i __m512d \
        __m512h __m512bh __mmask8 __mmask16 __mmask32 __mmask64 _rdtsc __rdtsc _rdtscp __rdtscp __rdpmc _rdpmc __cpuid \
        __cpuidex __cpuid_count __get_cpuid __get_cpuid_max __get_cpuid_count _xgetbv _xsetbv _xbegin _xend _xabort \
        _xtest _addcarry_u32 _addcarry_u64 _addcarryx_u32 _addcarryx_u64 _subborrow_u32 _subborrow_u64 _mulx_u32 \
        _mulx_u64 _popcnt32 _popcnt64 __popcntd __popcntq _bit_scan_forward _bit_scan_reverse __bsrd __bsrq __bsfd \
        __crc32q _readfsbase_u64 _readgsbase_u64 _writefsbase_u64 _writegsbase_u64 \
        _clflush _clflushopt _clwb _cvtss_sh _cvtsh_ss _bextr_u32 _bextr_u64 __lzcnt32 __lzcnt64 __tzcnt_u32 \
        __tzcnt_u64 _andn_u32 _andn_u64 _loadbe_i32 _loadbe_i64 _storebe_i32 _rdpid_u32 _enclu_u32 _tpause _umwait
        """.split { $0 == " " || $0 == "\n" }.map { NameHash.of($0.utf8) })
    private static let prefixes: [[UInt8]] = [
        "_mm_", "_mm256_", "_mm512_", "_MM_", "__builtin_ia32_", "_pext_u", "_pdep_u", "_bzhi_u", "_lzcnt_u",
        "_tzcnt_u",
        "_blsr_u", "_blsi_u", "_blsmsk_u", "_rdrand", "_rdseed", "_tile_", "_kand_mask", "_kor_mask", "_ktest",
        "_kortest", "_cvtmask", "_cvtu", "_knot_mask", "_load_mask", "_store_mask", "_m_empty", "_m_p", "_m_from",
        "_m_to", "_wbinvd", "_fxsave", "_xsave",
    ].map { Array($0.utf8) }

    /// By the byte behind the underscore, of which there are few.
    private static let prefixesBySecond: [[[UInt8]]] = {
        var table = [[[UInt8]]](repeating: [], count: 256)
        for prefix in prefixes { table[Int(prefix[1])].append(prefix) }
        return table
    }()

    /// No name is shorter.
    static let shortest = 5

    /// Whether a name that begins with an underscore is one of x86's.
    /// - Parameter hash: of the name.
    static func isIntrinsic(_ name: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Bool {
        guard name.count >= shortest else { return false }
        for prefix in prefixesBySecond[Int(name[1])] where name.starts(with: prefix) { return true }
        return named.contains(hash)
    }

    /// The part of x86 that a name belongs to.
    static func family(_ name: some StringProtocol) -> String {
        let name = name.lowercased()
        if name.contains("512") || name.hasPrefix("__mmask") || name.hasPrefix("_k") { return "AVX-512" }
        if name.contains("256") { return "AVX" }
        if name.contains("cpuid") || name.contains("xgetbv") { return "cpuid" }
        if name.contains("rdts") || name.contains("rdpmc") { return "time-stamp counter" }
        if name.contains("pause") { return "pause" }
        if ["_mm_", "__m128", "__m64", "_m_", "__builtin_ia32_"].contains(where: { name.hasPrefix($0) }) {
            return "SSE"
        }
        return "scalar extensions"
    }
}
