import ConfigurationAnalysis
import ScanModel
import ScanTestSupport
import Testing

/// Intel's compilers as the compilers of a build.
@Suite struct CompilerChoiceTests {
    private static let found = [
        Trap(
            "make: Fortran", ["Makefile": "FC = ifort\napp: app.f90\n\t$(FC) -o app app.f90\n"],
            ["x86-compiler blocker Makefile:1"]),
        Trap("make: a default", ["Makefile": "CC ?= icc\n"], ["x86-compiler blocker Makefile:1"]),
        Trap(
            "CMake", ["CMakeLists.txt": "set(CMAKE_C_COMPILER icc)\nproject(a C)\n"],
            ["x86-compiler blocker CMakeLists.txt:1"]),
    ]

    private static let fine = [
        Trap("make: a choice", ["Makefile": "ifeq ($(COMP),intel)\nFC = ifort\nelse\nFC = gfortran\nendif\n"]),
        Trap("make: asked for", ["Makefile": "FC = gfortran\nifdef INTEL\nFC = ifort\nendif\n"]),
        Trap("make: a comment", ["Makefile": "# FC = ifort\nFC = gfortran\n"]),
        Trap("make: for those who have it", ["Makefile.ifort": "FC = ifort\n", "make.intel.mk": "FC = ifort\n"]),
        Trap("make: another name", ["Makefile": "ICC_HOME = icc\nICC = icc\nCC = piccolo-icc-like\n"]),
    ]

    @Test(arguments: found + fine) func trap(_ trap: Trap) async throws {
        #expect(try await Project(ConfigurationAnalyses.all).summary(trap.files) == trap.expected)
    }
}
