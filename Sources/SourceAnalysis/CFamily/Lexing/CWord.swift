/// What an identifier means to the checks; most mean nothing.
enum CWord: UInt8, Sendable {
    case other
    case assembly
    /// What may stand between `asm` and its parenthesis.
    case qualifier
    case volatile
    case register
    case intrinsic
    case cpuDetection
    case targetAttribute
    case callingConvention
    case attribute
    case char
    case signedness
    /// A type's name: what is declared after it is no plain char.
    case otherType
    case readsCharacter
    case endOfFile
    case portIO
    case x86Register
    case x86Call
    case x86MapFlag
    case systemCall
    case mapsMemory
    case protectsMemory
    case asksPageSize
    case compilerFence
    case startsThread
    case extendedFloat
    case fpuControl
    case keyword
    case executable
    case machine
    case typedef
    case union
    case staticAssertion
    case floatTraps
    case auditArchitecture
    case auditARM64

    /// Some of them.
    struct Kinds: OptionSet, Sendable {
        let rawValue: UInt64
    }

    /// The one among others; that of most identifiers is none.
    @inline(__always) var kind: Kinds { Kinds(rawValue: self == .other ? 0 : 1 << UInt64(rawValue)) }

    /// The identifiers with a meaning of their own.
    private static let named: [(CWord, String)] = [
        (.assembly, "asm __asm __asm__ _asm"),
        (.qualifier, "__volatile__ __volatile goto inline __inline __inline__"),
        (.volatile, "volatile"),
        (.register, "register"),
        (.cpuDetection, "__builtin_cpu_supports __builtin_cpu_is __builtin_cpu_init"),
        (.targetAttribute, "target __target__ target_clones __target_clones__"),
        (.callingConvention, "regparm __regparm__"),
        (.attribute, "__attribute__ __attribute gnu"),
        (.char, "char"),
        (.signedness, "signed unsigned __signed__ __signed"),
        (.otherType, "int short long float double bool size_t ssize_t int8_t uint8_t int16_t uint16_t auto wint_t"),
        (
            .readsCharacter,
            "getchar fgetc getc getopt getopt_long getopt_long_only getc_unlocked getchar_unlocked fgetc_unlocked"
        ),
        (.endOfFile, "EOF"),
        (.portIO, "ioperm iopl"),
        (
            .x86Register,
            """
            REG_RIP REG_EIP REG_RSP REG_ESP REG_RAX REG_EAX REG_RBP REG_EBP REG_RDI REG_RSI REG_RDX REG_RCX REG_RBX \
            REG_EFL orig_rax orig_eax ORIG_RAX ORIG_EAX gregs
            """
        ),
        (.x86Call, "arch_prctl modify_ldt PTRACE_GETREGS PTRACE_SETREGS PTRACE_GETFPREGS PTRACE_SETFPREGS"),
        (.x86MapFlag, "MAP_32BIT"),
        (.systemCall, "syscall"),
        (.mapsMemory, "mmap munmap mmap64 MAP_FIXED madvise mincore msync mremap"),
        (.protectsMemory, "mprotect pkey_mprotect"),
        (
            .asksPageSize,
            "_SC_PAGESIZE _SC_PAGE_SIZE getpagesize AT_PAGESZ dwPageSize vm_page_size GetSystemInfo"
        ),
        (.compilerFence, "atomic_signal_fence __atomic_signal_fence _ReadWriteBarrier _WriteBarrier"),
        (.startsThread, "pthread_create thread thrd_create jthread async CreateThread pthread_t"),
        (.extendedFloat, "__float80 __float128"),
        (.fpuControl, "_FPU_EXTENDED _FPU_DOUBLE _FPU_SINGLE"),
        (.keyword, "return else case sizeof throw new delete const static extern do if while for typename"),
        (.executable, "PROT_EXEC"),
        (.machine, "utsname"),
        (.typedef, "typedef"),
        (.union, "union"),
        (.staticAssertion, "static_assert _Static_assert"),
        (.floatTraps, "feenableexcept"),
        (.auditArchitecture, "AUDIT_ARCH_X86_64"),
        (.auditARM64, "AUDIT_ARCH_AARCH64"),
    ]

    /// Whether a byte belongs to an identifier: letters, digits, `_`, `$`, and whatever is no ASCII.
    @inline(__always) static func isPart(_ byte: UInt8) -> Bool {
        let bit = UInt64(1) << UInt64(byte & 63)
        // "$" and the digits; "_" and the letters.
        return byte >= 0x80 || (byte < 64 ? bit & 0x03FF_0010_0000_0000 : bit & 0x07FF_FFFE_87FF_FFFE) != 0
    }

    /// All identifiers with a meaning, made once.
    final class Table: Sendable {
        static let shared = Table()

        /// At the place of its hash or behind it; 0 where there is none.
        private let words: [(hash: UInt64, word: CWord)]
        /// One bit for each hash's lowest bits: nearly all identifiers are told apart without the table.
        private let filter: [UInt64]

        private init() {
            var words: [UInt64: CWord] = [:]
            for (word, names) in named {
                for name in names.split(separator: " ") { words[NameHash.of(name.utf8)] = word }
            }
            var filter = [UInt64](repeating: 0, count: 64)
            for hash in words.keys { filter[Int(hash >> 6 & 63)] |= 1 << (hash & 63) }
            var places = [(hash: UInt64, word: CWord)](repeating: (0, .other), count: Self.size)
            for (hash, word) in words {
                var place = Self.place(hash)
                while places[place].hash != 0 { place = (place + 1) & (Self.size - 1) }
                places[place] = (hash, word)
            }
            self.words = places
            self.filter = filter
        }

        /// Some times as many as there are words.
        private static let size = 2048

        private static func place(_ hash: UInt64) -> Int {
            Int(truncatingIfNeeded: hash ^ hash >> 32) & (size - 1)
        }

        private func known(_ hash: UInt64) -> CWord? {
            var place = Self.place(hash)
            while words[place].hash != 0 {
                if words[place].hash == hash { return words[place].word }
                place = (place + 1) & (Self.size - 1)
            }
            return nil
        }

        /// - Parameters:
        ///   - hash: of the whole identifier.
        ///   - range: where it stands.
        @inline(__always)
        func word(hash: UInt64, _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> CWord {
            if filter[Int(hash >> 6 & 63)] & 1 << (hash & 63) != 0, let word = known(hash) { return word }
            guard bytes[range.lowerBound] == UInt8(ascii: "_"), range.count >= Intrinsics.shortest else {
                return .other
            }
            return Intrinsics.isIntrinsic(UnsafeBufferPointer(rebasing: bytes[range]), hash: hash) ? .intrinsic : .other
        }
    }
}
