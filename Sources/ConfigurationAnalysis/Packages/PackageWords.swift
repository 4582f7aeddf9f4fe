import ScanModel

/// The words of commands that may name a package for x86, by their bytes: nearly all words of a script do not.
enum PackageWords {
    /// Packages of Debian, and of vendors' sources for it, that only exist for x86.
    static let debianNames: Set<String> = [
        "gcc-multilib", "g++-multilib", "libc6-i386", "libc6-dev-i386", "lib32z1", "ia32-libs", "wine32",
        "google-chrome-stable", "google-chrome-beta", "microsoft-edge-stable", "mssql-server", "intel-microcode",
        "amd64-microcode", "linux-headers-amd64", "linux-image-amd64", "grub-efi-amd64", "grub-efi-amd64-bin",
        "intel-mkl", "intel-mkl-full", "libmkl-dev", "libmkl-full-dev", "libmkl-rt", "intel-oneapi-mkl",
        "intel-oneapi-mkl-devel", "intel-basekit",
    ]
    static let foreignArchitecture = "--add-architecture"

    private static let names = NameSet(debianNames.union([foreignArchitecture]))
    /// Spaces, quotes, brackets and what separates commands.
    private static let separators: [Bool] = (0...UInt8.max).map {
        $0.isASCIISpace || "\"'[]{}(),;|&`".utf8.contains($0)
    }

    /// Words with the digits of "amd64", "i386" or "lib32", and those that are known by name, before a `=` or their end.
    static func ranges(in range: Range<Int>, _ code: [UInt8]) -> [Range<Int>] {
        let separators = separators
        var found: [Range<Int>] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let start = index
            var equals: Int?
            var hasDigits = false
            while index < range.upperBound {
                let byte = code[index]
                if separators[Int(byte)] { break }
                switch byte {
                case UInt8(ascii: "2"), UInt8(ascii: "4"), UInt8(ascii: "6"):
                    hasDigits = hasDigits || isOfArchitecture(code, start, index)
                case UInt8(ascii: "=") where equals == nil: equals = index
                default: break
                }
                index += 1
            }
            if start < index, hasDigits || names.contains(code[start..<(equals ?? index)]) {
                found.append(start..<index)
            }
            index += 1
        }
        return found
    }

    /// Whether a digit and the one before it are "64", "86" or "32"; those of "h264" are not.
    private static func isOfArchitecture(_ code: [UInt8], _ start: Int, _ index: Int) -> Bool {
        guard index > start else { return false }
        switch (code[index - 1], code[index]) {
        case (UInt8(ascii: "8"), UInt8(ascii: "6")), (UInt8(ascii: "3"), UInt8(ascii: "2")): return true
        case (UInt8(ascii: "6"), UInt8(ascii: "4")):
            return index < start + 2 || code[index - 2] &- UInt8(ascii: "0") > 9
        default: return false
        }
    }

    /// The word that follows; empty when there is none.
    static func next(behind end: Int, in range: Range<Int>, _ code: [UInt8]) -> Range<Int> {
        var start = end
        while start < range.upperBound, separators[Int(code[start])] { start += 1 }
        var index = start
        while index < range.upperBound, !separators[Int(code[index])] { index += 1 }
        return start..<index
    }
}
