import ScanModel

/// The macros that GCC and Clang define by themselves on linux/arm64, and those that they define elsewhere.
enum PredefinedMacros {
    enum State: Sendable {
        case undefined
        case defined(Int?)
    }

    private static let numbers: [String: Int] = [
        "__aarch64__": 1, "__AARCH64EL__": 1, "__ARM_ARCH": 8, "__ARM_NEON": 1, "__ARM_64BIT_STATE": 1,
        "__ARM_ARCH_ISA_A64": 1, "__ARM_FP": 14, "__ARM_PCS_AAPCS64": 1, "__linux__": 1, "__linux": 1, "linux": 1,
        "__gnu_linux__": 1, "__unix__": 1, "__unix": 1, "unix": 1, "__LP64__": 1, "_LP64": 1, "__ELF__": 1,
        "__BYTE_ORDER__": 1234, "__ORDER_LITTLE_ENDIAN__": 1234, "__ORDER_BIG_ENDIAN__": 4321,
        "__ORDER_PDP_ENDIAN__": 3412, "__FLOAT_WORD_ORDER__": 1234, "__BYTE_ORDER": 1234, "BYTE_ORDER": 1234,
        "__LITTLE_ENDIAN": 1234, "LITTLE_ENDIAN": 1234, "__BIG_ENDIAN": 4321, "BIG_ENDIAN": 4321,
        "__LITTLE_ENDIAN__": 1, "__SIZEOF_POINTER__": 8, "__SIZEOF_LONG__": 8, "__SIZEOF_INT__": 4,
        "__SIZEOF_SIZE_T__": 8, "__SIZEOF_INT128__": 16, "__SIZEOF_LONG_DOUBLE__": 16, "__CHAR_BIT__": 8,
        "CHAR_BIT": 8, "__CHAR_UNSIGNED__": 1, "__WORDSIZE": 64, "__LDBL_MANT_DIG__": 113, "LDBL_MANT_DIG": 113,
        "__INTPTR_WIDTH__": 64, "__STDC__": 1, "__GNUC__": 12, "__ARM_ARCH_8A": 1, "__ARM_ARCH_PROFILE": 65,
        "CHAR_MIN": 0, "CHAR_MAX": 255, "UINTPTR_MAX": -1, "FLT_EVAL_METHOD": 0, "__ATOMIC_RELAXED": 0,
        "__ATOMIC_CONSUME": 1, "__ATOMIC_ACQUIRE": 2,
        "__ATOMIC_RELEASE": 3, "__ATOMIC_ACQ_REL": 4, "__ATOMIC_SEQ_CST": 5, "__SIZEOF_WCHAR_T__": 4,
        "SIZEOF_SIZE_T": 8, "SIZEOF_VOID_P": 8, "SIZEOF_LONG": 8, "SIZEOF_VOIDP": 8, "__FLT_EVAL_METHOD__": 0,
        // Of <unistd.h> and <time.h>, in every C library of Linux.
        "_POSIX_TIMERS": 200_809, "_POSIX_MONOTONIC_CLOCK": 0, "_POSIX_VERSION": 200_809, "_POSIX_THREADS": 200_809,
        "_POSIX_MAPPED_FILES": 200_809, "_POSIX_CPUTIME": 0, "CLOCK_REALTIME": 0, "CLOCK_MONOTONIC": 1,
        "CLOCK_MONOTONIC_RAW": 4,
    ]
    private static let unknownValues: Set<String> = [
        "__GNUC_MINOR__", "__VERSION__", "__STDC_VERSION__", "LONG_MAX", "ULONG_MAX", "SIZE_MAX", "__LONG_MAX__",
        "__SIZE_MAX__", "INT_MAX",
        // <fpu_control.h> has them for arm64 too, for a register of the same use.
        "_FPU_GETCW", "_FPU_SETCW",
    ]
    private static let undefined: Set<String> = Set(
        """
        __x86_64__ __x86_64 __amd64__ __amd64 __i386__ __i386 i386 __i486__ __i586__ __i686__ __I86__ __IA32__ __X86__ \
        _M_X64 _M_IX86 _M_AMD64 _M_ARM64 _M_ARM _M_IA64 _M_ARM64EC _M_IX86_FP _M_PPC _M_ALPHA _MSC_VER _MSC_FULL_VER \
        _WIN32 _WIN64 WIN32 WIN64 \
        __WIN32__ __WIN64__ _WIN32_WCE _WINDOWS __CYGWIN__ __CYGWIN32__ __MINGW32__ __MINGW64__ __APPLE__ __APPLE_CC__ \
        __MACH__ __FreeBSD__ __FreeBSD_kernel__ __NetBSD__ __OpenBSD__ __DragonFly__ __sun sun __sun__ __SVR4 __svr4__ \
        __hpux hpux _AIX __ANDROID__ __HAIKU__ __BEOS__ __QNX__ __QNXNTO__ __OS2__ __VMS VMS __sgi sgi __osf__ \
        __arm__ __arm _ARM_ __thumb__ __thumb2__ __ARM_EABI__ __ARMEL__ __ARMEB__ __AARCH64EB__ __ARM_BIG_ENDIAN __ARM_32BIT_STATE \
        __BIG_ENDIAN__ _BIG_ENDIAN __MSDOS__ MSDOS __DJGPP__ __WATCOMC__ __BORLANDC__ __TURBOC__ __SUNPRO_C __SUNPRO_CC \
        __INTEL_COMPILER __INTEL_LLVM_COMPILER __ICC __ICL __ECC __IBMC__ __IBMCPP__ __xlC__ __xlc__ __DECC __DECCXX \
        __HP_cc __HP_aCC _SGI_COMPILER_VERSION _CRAYC __DMC__ __ARMCC_VERSION __CC_ARM __ghs__ __WINDOWS__ \
        __ILP32__ _ILP32 __wasm__ __wasm32__ __wasm64__ __EMSCRIPTEN__ __wasi__ __wasm_simd128__ _X86_ __X86_64__ \
        __FMA__ __FMA4__ __AES__ __PCLMUL__ __POPCNT__ __LZCNT__ __RDRND__ __RDSEED__ __F16C__ __XOP__ __SHA__ __ADX__ \
        __3dNOW__ __RTM__ __TBM__ __LWP__ __FSGSBASE__ __CLFLUSHOPT__ __CLWB__ __MOVBE__ __VAES__ __VPCLMULQDQ__ \
        __GFNI__ __SHSTK__ __CET__ __SEG_FS __SEG_GS __tune_i386__ __code_model_small__ _SOFT_FLOAT __vax__ __ia64 __ia64__ \
        __itanium__ __alpha __alpha__ __hppa __hppa__ __m68k__ __mc68000__ __sh__ __e2k__ __arc__ __nios2__ __or1k__ \
        __xtensa__ __tile__ __tilegx__ __csky__ __avr__ __MSP430__ __hexagon__ __bfin__ __CRIS__ __cris__ __frv__ \
        __VEC__ __ALTIVEC__ __VSX__ __ppc __loongarch__ __loongarch64 __loongarch_sx __loongarch_asx __loongarch_lp64 \
        MAP_32BIT REG_RIP REG_EIP REG_RSP REG_ESP _IBMR2 _POWER BOOST_MSVC COMPILER_MSVC Q_CC_MSVC _MSVC_LANG
        """.split { $0 == " " || $0 == "\n" }.map { String($0) })
    /// What the names of the other architectures' macros begin with.
    private static let undefinedPrefixes: [Substring] = [
        "__SSE", "__SSSE3", "__AVX", "__MMX", "__BMI", "__powerpc", "__POWERPC", "__ppc", "__PPC", "_ARCH_PPC",
        "_ARCH_PWR", "__mips", "_MIPS", "__sparc", "__s390", "__zarch", "__riscv", "__corei7", "__core2", "__nocona",
        "__k8", "__amdfam", "__bdver", "__znver", "__haswell", "__skylake", "__atom", "__pentium", "__athlon",
        "__GCC_ASM_FLAG_OUTPUTS", "__GCC_HAVE_SYNC_COMPARE_AND_SWAP_16", "TARGET_OS_", "_ABI64", "_ABIN32",
    ]
    /// The same by their third byte, which tells most names apart.
    private static let prefixesByThird = Dictionary(grouping: undefinedPrefixes) { $0.utf8.dropFirst(2).first ?? 0 }

    private static func hasUndefinedPrefix(_ name: String) -> Bool {
        guard let third = name.utf8.dropFirst(2).first, let prefixes = prefixesByThird[third] else { return false }
        return prefixes.contains { name.beginsByBytes(with: $0) }
    }

    /// System calls of x86-64 that came before arm64, which has later ones in their place.
    static let absentSystemCalls: Set<String> = Set(
        """
        open stat lstat fork vfork pipe poll select access chmod chown lchown creat dup2 link symlink unlink rmdir mkdir \
        mknod rename readlink getdents alarm pause time utime utimes futimesat epoll_create epoll_wait eventfd signalfd \
        inotify_init getpgrp arch_prctl modify_ldt iopl ioperm ustat sysfs uselib _sysctl set_thread_area \
        get_thread_area epoll_ctl_old epoll_wait_old create_module
        """.split { $0 == " " || $0 == "\n" }.map { String($0) })

    /// The call whose number a name is, where arm64 lacks it: "open" for `SYS_open`.
    static func absentSystemCall(namedBy name: some StringProtocol) -> String? {
        for prefix in ["__NR_", "SYS_"] where name.hasPrefix(prefix) {
            let call = String(name.dropFirst(prefix.count))
            return absentSystemCalls.contains(call) ? call : nil
        }
        return nil
    }

    /// What the names here stand for: one way to all of them.
    private static let states: [String: State] = {
        var states = numbers.mapValues { State.defined($0) }
        for name in unknownValues { states[name] = .defined(nil) }
        for name in undefined { states[name] = .undefined }
        return states
    }()

    /// The first letters of all names here: most macros of programs begin otherwise.
    private static let firstLetters = Set(
        (Array(numbers.keys) + unknownValues + undefined + undefinedPrefixes.map { String($0) } + ["SYS_"]).compactMap {
            $0.utf8.first
        })

    static func state(of name: String) -> State? {
        guard let first = name.utf8.first, firstLetters.contains(first) else { return nil }
        if let state = states[name] { return state }
        // What the others begin with.
        guard first == UInt8(ascii: "_") || first == UInt8(ascii: "T") || first == UInt8(ascii: "S") else { return nil }
        if hasUndefinedPrefix(name) || isOtherArchitecture(name) { return .undefined }
        for prefix in ["__NR_", "SYS_"] where name.hasPrefix(prefix) {
            return absentSystemCalls.contains(String(name.dropFirst(prefix.count))) ? .undefined : .defined(nil)
        }
        // The 32-bit ones are __ARM_ARCH_7A__, __ARM_ARCH_6K__ and so on.
        if name.hasPrefix("__ARM_ARCH_"), let digit = name.dropFirst(11).first, "234567".contains(digit) {
            return .undefined
        }
        return nil
    }

    private static let x86Architecture: Set<String> = [
        "__x86_64__", "__x86_64", "__amd64__", "__amd64", "__i386__", "__i386", "i386", "_M_X64", "_M_IX86",
        "_M_AMD64", "__X86__", "_X86_", "__i486__", "__i586__", "__i686__", "__FMA__", "__AES__", "__PCLMUL__",
        "__POPCNT__", "__LZCNT__", "__F16C__", "__SHA__", "__RDRND__",
    ]
    private static let arm64Architecture: Set<String> = ["__aarch64__", "__ARM_NEON", "__ARM_ARCH", "__AARCH64EL__"]

    /// Architectures by the names that compilers and programs put between underscores, in small letters.
    private static let otherArchitectures = NameHashSet([
        "x86_64", "x86-64", "x86", "x64", "amd64", "i386", "i486", "i586", "i686", "ia32", "ia64", "itanium", "powerpc",
        "powerpc64", "ppc", "ppc64", "mips", "mips64", "sparc", "sparc64", "sparcv9", "s390", "s390x", "alpha", "hppa",
        "parisc", "m68k", "riscv", "riscv64", "loongarch", "loongarch64",
    ])
    private static let x86Architectures = NameHashSet([
        "x86_64", "x86", "x64", "amd64", "i386", "i486", "i586", "i686", "ia32",
    ])

    /// The name of an architecture between underscores, however it is written, as a ``NameHash``: `__IA64__`, `__AMD64`.
    private static func architecture(_ name: String) -> UInt64? {
        let underscore = UInt8(ascii: "_")
        let name = name.utf8
        guard name.count < 20, name.starts(with: [underscore, underscore]) else { return nil }
        let word = name.drop { $0 == underscore }
        let length = word.lastIndex { $0 != underscore }.map { word.distance(from: word.startIndex, to: $0) + 1 } ?? 0
        return word.prefix(length).reduce(NameHash.seed) { NameHash.adding($1.lowercasedASCII, to: $0) }
    }

    private static func isOtherArchitecture(_ name: String) -> Bool {
        architecture(name).map { otherArchitectures.contains($0) } ?? false
    }

    /// Whether a macro asks for x86 or what only x86 has.
    static func asksForX86(_ name: String) -> Bool {
        // All of them begin with an underscore, but for one.
        guard name.utf8.first == UInt8(ascii: "_") else { return name == "i386" }
        return x86Architecture.contains(name) || architecture(name).map { x86Architectures.contains($0) } ?? false
            || ["__SSE", "__SSSE3", "__AVX", "__MMX", "__BMI"].contains { name.utf8.starts(with: $0.utf8) }
    }

    static func asksForARM64(_ name: String) -> Bool {
        name.utf8.first == UInt8(ascii: "_") && arm64Architecture.contains(name)
    }
}
