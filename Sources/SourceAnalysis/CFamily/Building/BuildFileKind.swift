import ScanModel

/// The build files that are read for what they include on x86 only.
enum BuildFileKind {
    /// Conditions by lines: make, automake, autoconf, perl-like.
    case make
    case cmake
    case meson
    /// Lists within lists: Bazel, GYP, GN, Python.
    case brackets

    init?(_ file: FileName) {
        switch file.name {
        case "meson.build": self = .meson
        case "cmakelists.txt": self = .cmake
        case "build", "build.bazel", "binding.gyp", "setup.py", "sconscript", "sconstruct", "build.gn": self = .brackets
        case "configure.ac", "configure.in", "build.info", "gnumakefile", "configure.py": self = .make
        case _ where file.name.hasPrefix("makefile"): self = .make
        default:
            switch file.ending {
            case "cmake": self = .cmake
            case "mk", "am", "mak", "make": self = .make
            case "bzl", "gyp", "gypi", "gni", "bazel": self = .brackets
            default: return nil
            }
        }
    }
}
