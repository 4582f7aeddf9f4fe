import CArchive
import CISAL
import CLibdeflate
import Reporting

/// The libraries of the distribution that this target calls, each loaded when it is first needed: with those that it
/// brings, libarchive takes a sixth of the time in which the program starts, and most runs open no archive.
enum NeededLibrary {
    case isal
    case libarchive
    case libdeflate

    /// To be called before any function of the library.
    /// - Throws: ``Failure`` with code `library-missing`.
    func load() throws(Failure) {
        let (name, package, problem) =
            switch self {
            case .isal: ("ISA-L", "libisal2", cisal_load())
            case .libarchive: ("libarchive", "libarchive13", carchive_load())
            case .libdeflate: ("libdeflate", "libdeflate0", clibdeflate_load())
            }
        try Failure.requireLibrary(name, package: package, reason: problem.map { String(cString: $0) })
    }
}
