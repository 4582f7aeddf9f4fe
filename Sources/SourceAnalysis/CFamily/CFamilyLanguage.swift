import ScanModel

/// The kinds of sources, by their names.
enum CFamilyLanguage {
    case c
    case fortran
    /// Read elsewhere; here it may be the twin of a source.
    case assembly

    private static let cEndings: NameSet = [
        "c", "h", "cc", "cpp", "cxx", "c++", "hh", "hpp", "hxx", "h++", "inc", "inl", "ipp", "tpp", "m", "mm", "cu",
        "cuh", "y", "l", "yy", "ll", "cp", "tcc", "txx", "ixx", "cppm", "ino",
        // Perl's extensions: C, and behind it declarations that become C.
        "xs",
    ]
    private static let fortranEndings: NameSet = ["f", "f90", "f77", "for", "ftn", "f95", "f03", "f08", "fpp"]
    private static let assemblyEndings: NameSet = ["s", "asm", "sx", "nasm"]
    /// Made into sources by a configuration: what stands before is the kind.
    private static let templates: NameSet = ["in", "src", "tmpl", "cmake"]

    init?(_ file: FileName) {
        if file.isPlainSource {
            // Most files of most trees: their first letters tell them apart.
            switch file.ending.utf8.first {
            case UInt8(ascii: "s"), UInt8(ascii: "a"): self = .assembly
            case UInt8(ascii: "g"): return nil
            default: self = .c
            }
            return
        }
        var ending = file.ending
        if Self.templates.contains(ending) {
            let parts = file.name.split(separator: ".")
            guard parts.count >= 3 else { return nil }
            ending = String(parts[parts.count - 2])
        }
        if Self.cEndings.contains(ending) {
            self = .c
        } else if Self.fortranEndings.contains(ending) {
            self = .fortran
        } else if Self.assemblyEndings.contains(ending) {
            self = .assembly
        } else {
            return nil
        }
    }

    /// Whether a file is compiled by itself, by its name.
    static func isCompiled(_ path: String) -> Bool { X86Name.sources.contains(FileName(path: path).ending) }
}
