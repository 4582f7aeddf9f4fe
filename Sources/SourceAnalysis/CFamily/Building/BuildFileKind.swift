import ScanModel

/// The build files that are read for what they include on x86 only.
enum BuildFileKind {
    /// Conditions by lines: make, automake, perl-like.
    case make
    /// Shell with `case` and macros around it.
    case autoconf
    case cmake
    case meson
    /// Lists within lists: Bazel, GYP, GN.
    case brackets
    /// Python.
    case script
    /// A module of UEFI firmware.
    case module
    /// The definitions of Autogen.
    case definitions
    case kconfig
    /// A description of a Haskell package.
    case cabal
    /// `build.rs`, which compiles C for a crate of Rust.
    case rust

    /// Whether most files of the kind say something: those of other kinds do only when they name x86.
    var hasConditionsByLines: Bool {
        switch self {
        case .make, .autoconf, .cmake, .meson: true
        case .brackets, .script, .module, .definitions, .kconfig, .cabal, .rust: false
        }
    }

    private static let names: NameSet = [
        "meson.build", "cmakelists.txt", "build", "build.bazel", "binding.gyp", "build.gn", "setup.py", "sconscript",
        "sconstruct", "configure.ac", "configure.in", "build.info", "gnumakefile", "configure.py", "build.rs",
    ]
    private static let endings: NameSet = [
        "cmake", "mk", "am", "mak", "make", "bzl", "gyp", "gypi", "gni", "bazel", "inf", "cabal",
    ]

    /// Whether a name may be one of make's or Kconfig's, which are told by their beginnings.
    private static func mayBegin(_ file: FileName) -> Bool {
        file.first == UInt8(ascii: "m") || file.first == UInt8(ascii: "k")
    }

    init?(_ file: FileName) {
        guard !file.isPlainSource else { return nil }
        // Every file of a tree is asked, and hardly one passes the sets' first test.
        guard Self.names.mayContain(file.name) || Self.endings.mayContain(file.ending) || Self.mayBegin(file)
        else { return nil }
        switch file.name {
        case "meson.build": self = .meson
        case "cmakelists.txt": self = .cmake
        case "build", "build.bazel", "binding.gyp", "build.gn": self = .brackets
        case "setup.py", "sconscript", "sconstruct": self = .script
        case "configure.ac", "configure.in": self = .autoconf
        case "build.rs": self = .rust
        case "build.info", "gnumakefile", "configure.py": self = .make
        case _ where file.name.hasPrefix("makefile"): self = file.ending == "def" ? .definitions : .make
        case _ where file.name.hasPrefix("kconfig"): self = .kconfig
        default:
            switch file.ending {
            case "cmake": self = .cmake
            case "mk", "am", "mak", "make": self = .make
            case "bzl", "gyp", "gypi", "gni", "bazel": self = .brackets
            case "inf": self = .module
            case "cabal": self = .cabal
            default: return nil
            }
        }
    }
}
