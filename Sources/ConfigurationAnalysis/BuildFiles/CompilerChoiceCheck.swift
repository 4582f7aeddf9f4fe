import Reporting
import ScanModel

/// Intel's compilers as those that a build uses when nobody asks for others.
enum CompilerChoiceCheck {
    static let words = ["ifort", "icpc", "= icc", "=icc", "ifx", "icpx", "= icx", "=icx", "mpiicc", "COMPILER ic"]

    private static let compilers: Set<String> = [
        "icc", "icpc", "ifort", "icx", "icpx", "ifx", "mpiicc", "mpiicpc", "mpiifort", "mpiicx", "mpiicpx", "mpiifx",
    ]
    /// What the names of all of them hold.
    private static let names = LiteralSet(["icc", "icpc", "ifort", "icx", "icpx", "ifx"])
    private static let variables: Set<String> = [
        "CC", "CXX", "FC", "F77", "F90", "F95", "FORT", "LD", "LINKER", "MPICC", "MPICXX", "MPIFC", "MPIF90",
        "CMAKE_C_COMPILER", "CMAKE_CXX_COMPILER", "CMAKE_Fortran_COMPILER",
    ]

    static func findings(in build: BuildFile) -> [Finding] {
        guard build.system == .make || build.system == .cmake, names.occurs(in: build.code), !isChosen(build) else {
            return []
        }
        let choices = build.statements.compactMap { statement in choice(statement, build).map { (statement, $0) } }
        return choices.compactMap { statement, choice in
            // Another compiler beside it, under whatever condition, is for other machines.
            let isOnly = choices.allSatisfy { $0.1.variable != choice.variable || compilers.contains($0.1.compiler) }
            guard compilers.contains(choice.compiler), isOnly, statement.reach.arm64 == .yes,
                !statement.reach.asksCompiler
            else { return nil }
            return Finding(
                BuildRules.compiler, in: build.text, at: statement.range.lowerBound,
                severity: BuildRules.compiler.severity.lowered(in: build.file),
                message: "\(choice.compiler) is a compiler for x86 only, and the build uses it")
        }
    }

    /// `Makefile.intel`, `make.inc.ifort`, `icc/Makefile`: the file is for those who have the compiler.
    private static func isChosen(_ build: BuildFile) -> Bool {
        let words = build.file.path.lowercased().split { "/._-".contains($0) }
        return words.contains { $0.hasPrefix("intel") || compilers.contains(String($0)) }
            || FlagCheck.isForX86(build)
            // IBM's compilers for OS/2 and Windows have one of that name too.
            || !build.code.indices(ofName: "ilink", in: 0..<build.code.count).isEmpty
    }

    /// `FC = ifort`, `CC ?= icc`, `set(CMAKE_C_COMPILER icc)`
    private static func choice(_ statement: BuildStatement, _ build: BuildFile) -> (variable: String, compiler: String)?
    {
        // A recipe calls what it wants.
        guard statement.context == statement.range else { return nil }
        let code = build.code
        let text = code.text(statement.range.prefix(upTo: 256))
        let words: [Substring]
        if build.system == .cmake {
            guard text.lowercased().hasPrefix("set") else { return nil }
            words = text.dropFirst(3).split { " ()\t\n\"".contains($0) }
        } else {
            guard let sign = text.firstIndex(of: "=") else { return nil }
            let name = text[..<sign].split { " \t?:!".contains($0) }
            guard name.count == 1 || name.count == 2 && name[0] == "export" else { return nil }
            words = name.suffix(1) + text[text.index(after: sign)...].split { " \t".contains($0) }
        }
        guard words.count > 1, variables.contains(String(words[0])) else { return nil }
        return (String(words[0]), String(words[1].split(separator: "/").last ?? ""))
    }
}
