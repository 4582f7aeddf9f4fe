import ScanModel

/// What a file's path says of the machines that it is for.
struct ArchitecturePlace {
    let isForX86: Bool
    /// Whether a folder says what it is for, and not the file's name alone.
    let isInNamedFolder: Bool
    let isForARM64: Bool
    /// For another machine or system: nothing that is built on Linux.
    let isForAnother: Bool
    /// A hash of the path without the words that name machines: the same for twins.
    let key: UInt64

    private static let x86 = NameHashSet([
        "x86", "x64", "ia32", "i386", "i486", "i586", "i686", "amd64", "em64t", "x32", "sse", "mmx", "mmxext", "avx",
        "3dnow", "pclmul", "pclmulqdq", "vpclmulqdq", "bmi", "bmi2", "fma3", "fma4", "xop", "f16c", "shani",
        "haswell",
        "westmere", "icelake", "broadwell", "ivybridge", "cascadelake", "skylake", "skylakex", "sandybridge", "nehalem",
        "cooperlake", "sapphirerapids", "zen", "x8632", "x8664",
        "x87", "i387",
        "rdrand", "aes-ni", "sse2asm", "ymm", "zmm", "xmm", "popcnt", "lzcnt", "adx", "rdseed", "aesni", "kcvi", "nasm",
        "yasm", "clmul", "mkl", "float128", "quadmath",
    ])
    private static let arm64 = NameHashSet([
        "aarch64", "arm64", "neon", "armv8", "asimd", "sve", "arm", "armv7", "a64",
    ])
    private static let others = NameHashSet([
        "ppc", "ppc64", "ppc64le", "powerpc", "power", "altivec", "vsx", "mips", "mips64", "msa", "loongson",
        "loongarch",
        "loongarch64", "lsx", "lasx", "riscv", "riscv64", "rvv", "s390", "s390x", "zarch", "sparc", "sparc64",
        "sparcv9", "alpha", "ia64",
        "moxie", "metag", "tilegx", "ppc32", "sh3", "bfin", "blackfin", "avr32", "tomi", "microblaze", "nios2",
        "xtensa", "hexagon", "hppa", "m68k", "sh4", "wasm",
        "e2k", "m32r", "vax", "mmix", "mcore", "frv", "cris", "csky", "or1k", "openrisc", "mn10300", "rs6000", "h8300",
        "v850", "ns32k",
    ])
    private static let otherSystems = NameHashSet([
        "win", "win32", "win64", "windows", "msvc", "mingw", "mingw32", "cygwin", "w32", "wince", "winnt", "nt", "msw",
        "vc", "vms", "os2", "dos",
        "msdos", "djgpp", "sh", "darwin", "macos", "macosx", "osx", "ios", "freebsd", "netbsd", "openbsd", "solaris",
        "sunos",
        "aix", "hpux", "haiku", "beos", "amiga", "symbian", "uefi", "efi", "gnuwin32", "go32", "bsdi", "irix", "osf1",
        "macho", "masm", "bsdkm", "emx",
    ])
    /// Those that mean nothing else, even in the name of a file.
    private static let plainSystems = NameHashSet([
        "win32", "win64", "windows", "w32", "msvc", "mingw", "darwin", "macos", "macosx", "osx", "solaris", "freebsd",
        "netbsd", "openbsd", "gnuwin32", "go32", "djgpp", "msdos", "cygwin", "mingw32", "aix", "hpux", "bsdi", "irix",
        "os2", "haiku", "beos", "macho", "masm",
    ])
    private static let generic = NameHashSet([
        "c", "generic", "scalar", "portable", "ref", "reference", "noasm", "fallback", "default", "plain", "soft",
        "none", "base", "basic", "noarch", "nosimd", "cpp", "impl", "std", "simple", "pure", "asm", "intrin",
        "intrinsics",
    ])

    /// What one part of a path says, or several.
    struct Part {
        var isForX86 = false
        var isForARM64 = false
        var isForAnother = false
        /// 0 where the part only names machines.
        var key: UInt64 = 0

        /// What this part and one below it say together.
        func joined(_ below: Part) -> Part {
            Part(
                isForX86: isForX86 || below.isForX86, isForARM64: isForARM64 || below.isForARM64,
                isForAnother: isForAnother || below.isForAnother,
                key: key == 0 ? below.key : below.key == 0 ? key : key &* 0x9E37_79B9_7F4A_7C15 ^ below.key)
        }
    }

    /// What is known of folders so far, by their paths.
    struct Folders {
        fileprivate var known: [Substring: Part] = [:]
        /// That of the last path: those beside each other in a tree are mostly in one folder.
        private var last: (path: Substring, part: Part) = ("", Part())

        fileprivate mutating func part(of path: Substring) -> Part {
            if path.utf8.count == last.path.utf8.count, path.endsByBytes(with: last.path) { return last.part }
            let part = ArchitecturePlace.folder(path, &known)
            last = (path, part)
            return part
        }
    }

    init(_ path: some StringProtocol) {
        var folders = Folders()
        self.init(Substring(path), &folders)
    }

    /// - Parameter folders: those of the paths before.
    init(_ path: Substring, _ folders: inout Folders) {
        let slash = path.lastIndex(ofByte: UInt8(ascii: "/"))
        let folder = folders.part(of: slash.map { path[..<$0] } ?? "")
        isInNamedFolder = folder.isForX86 || folder.isForAnother
        // "fast.avx2.cpp" says it between its dots.
        let name = slash.map { path[path.utf8.index(after: $0)...] } ?? path
        let whole = folder.joined(Self.part(Self.stem(name), systems: Self.plainSystems))
        isForARM64 = whole.isForARM64
        isForX86 = whole.isForX86 && !whole.isForARM64
        isForAnother = whole.isForAnother && !whole.isForX86
        key = whole.key
    }

    /// What a folder and those that it is in say.
    fileprivate static func folder(_ path: Substring, _ known: inout [Substring: Part]) -> Part {
        if path.isEmpty { return Part() }
        if let part = known[path] { return part }
        let slash = path.lastIndex(ofByte: UInt8(ascii: "/"))
        let name = slash.map { path[path.utf8.index(after: $0)...] } ?? path
        let above = folder(slash.map { path[..<$0] } ?? "", &known)
        var own = Self.part(name, systems: otherSystems)
        // Beside "arm" and "mips" it is a machine; "intel-tools" and "github.com/intel" are by a company.
        if name.lowercased() == "intel", slash.map({ path[..<$0].hasSuffix("github.com") }) != true {
            own = Part(isForX86: true)
        }
        let part = above.joined(own)
        known[path] = part
        return part
    }

    /// A file's name without its ending.
    private static func stem(_ name: Substring) -> Substring {
        guard let dot = name.lastIndex(ofByte: UInt8(ascii: ".")), dot > name.startIndex else { return name }
        return name[..<dot]
    }

    /// Whether a path is for another operating system than Linux, whatever its processor is.
    static func namesOtherSystem(_ path: String) -> Bool {
        var components = path.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
        if let last = components.popLast() { components.append(stem(last)) }
        var isFound = false
        for component in components {
            forEachWord(of: component) { isFound = isFound || plainSystems.contains(NameHash.of($0)) }
        }
        return isFound
    }

    /// What is written with a separator and is one word.
    private static let compounds = ["x86_64", "x86-64", "aes_ni", "sha_ni"].map { Array($0.utf8) }

    /// The words of a name, in small letters.
    private static func forEachWord(of name: Substring, _ body: (ArraySlice<UInt8>) -> Void) {
        var bytes = Array(name.utf8)
        for index in bytes.indices { bytes[index] = bytes[index].lowercasedASCII }
        var start = 0
        var index = 0
        while index < bytes.count {
            if index == start, mayBeCompound(bytes, at: index),
                let compound = compounds.first(where: { bytes[index...].starts(with: $0) })
            {
                // The separator within goes, so that the rest is one word.
                bytes.removeSubrange(
                    index..<(index + compound.count))
                bytes.insert(contentsOf: compound.filter { $0.isASCIILetterOrDigit }, at: index)
                index += compound.count - 1
            } else if isSeparator(bytes[index]) {
                if index > start { body(bytes[start..<index]) }
                index += 1
                start = index
            } else {
                index += 1
            }
        }
        if bytes.count > start { body(bytes[start...]) }
    }

    /// Whether the first two letters are those of a compound.
    private static func mayBeCompound(_ bytes: [UInt8], at index: Int) -> Bool {
        guard index + 1 < bytes.count else { return false }
        switch bytes[index] {
        case UInt8(ascii: "x"): return bytes[index + 1] == UInt8(ascii: "8")
        case UInt8(ascii: "a"): return bytes[index + 1] == UInt8(ascii: "e")
        case UInt8(ascii: "s"): return bytes[index + 1] == UInt8(ascii: "h")
        default: return false
        }
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: " "), UInt8(ascii: "+"): true
        default: false
        }
    }

    private static func part(_ component: Substring, systems: NameHashSet) -> Part {
        var part = Part()
        forEachWord(of: component) { word in
            let hash = NameHash.of(word)
            var kept = word
            if let stem = stem(ofX86: word, hash) {
                part.isForX86 = true
                kept = stem
            } else if arm64.contains(hash) || word.ends(with: neon) {
                part.isForARM64 = true
                return
            } else if others.contains(hash) {
                part.isForAnother = true
                return
            } else if generic.contains(hash) {
                return
            } else if systems.contains(hash) {
                part.isForAnother = true
            }
            guard !kept.isEmpty else { return }
            part.key = part.key == 0 ? NameHash.seed : NameHash.adding(UInt8(ascii: "-"), to: part.key)
            for byte in kept { part.key = NameHash.adding(byte, to: part.key) }
        }
        return part
    }

    /// What is left of a word of x86: nothing of "sse2", "dot" of "dotsse2"; nil for another word.
    private static func stem(ofX86 word: ArraySlice<UInt8>, _ hash: UInt64) -> ArraySlice<UInt8>? {
        let none = word.prefix(0)
        guard let first = word.first, let last = word.last else { return nil }
        if x86.contains(hash) { return none }
        if first == UInt8(ascii: "x") && word.starts(with: x86Prefix) { return none }
        if first == UInt8(ascii: "a") && word.starts(with: avx) { return none }
        if first == UInt8(ascii: "s"), word.starts(with: sse) {
            let next = word.dropFirst(3).first
            if next.map({ $0 &- UInt8(ascii: "0") < 10 || $0 == UInt8(ascii: "s") }) ?? true { return none }
        }
        guard last &- UInt8(ascii: "0") < 10 || last == UInt8(ascii: "e") || last == UInt8(ascii: "x") else {
            return nil
        }
        return suffixes.first { word.ends(with: $0) }.map { word.dropLast($0.count) }
    }

    private static let neon = Array("neon".utf8)
    private static let x86Prefix = Array("x86".utf8)
    private static let avx = Array("avx".utf8)
    private static let sse = Array("sse".utf8)
    private static let suffixes = [
        "avx512", "avx2", "avx", "ssse3", "sse42", "sse41", "sse4", "sse3", "sse2", "sse", "x86",
    ].map { Array($0.utf8) }
}

extension ArraySlice where Element == UInt8 {
    fileprivate func ends(with other: [UInt8]) -> Bool {
        count >= other.count && self[(endIndex - other.count)...].elementsEqual(other)
    }
}
