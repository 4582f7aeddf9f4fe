import ScanModel
import ScanTestSupport
import SourceAnalysis
import Testing

/// What a tenth corpus, of whole projects of other kinds, showed to be missed or to be told wrongly.
@Suite struct TenthCorpusTests {
    private static func kotlin(_ line: String) -> [String: String] {
        ["A.kt": "object A {\n  fun a() {\n    \(line)\n  }\n}\n"]
    }

    private static let asked = "System.getProperty(\"os.arch\")"

    private static let programs = [
        Trap(
            "a requirement of Kotlin", kotlin("require(\(asked) == \"amd64\") { \"x86 only\" }"),
            ["java-os-arch warning A.kt:3"]),
        Trap("a requirement of something else", kotlin("require(a == \"amd64\") { \"x86 only\" }")),
        Trap(
            "a requirement that both meet",
            kotlin("require(\(asked) == \"amd64\" || \(asked) == \"aarch64\") { \"64\" }")),
        Trap(
            "what JavaScript requires by the machine",
            ["a.js": "const a = require(process.arch == 'x64' ? './fast' : './slow');\n"]),
        Trap(
            "a module of Perl that ends its build",
            ["Makefile.PL": "use Config;\ndie \"no\\n\" unless $Config{archname} =~ /x86_64/;\n"],
            ["runtime-architecture-check blocker Makefile.PL:2"]),
        Trap(
            "the same in a program of Perl",
            ["a.pl": "use Config;\ndie \"no\\n\" unless $Config{archname} =~ /x86_64/;\n"],
            ["runtime-architecture-check warning a.pl:2"]),
    ]

    private static func swift(_ text: String) -> [String: String] { ["Sources/A/A.swift": text] }

    private static func branches(_ other: String) -> [String: String] {
        swift("func a() -> Int {\n    #if arch(x86_64)\n    return 1\n\(other)    #endif\n}\n")
    }

    private static let swiftSources = [
        Trap(
            "a number of x87", swift("struct A {\n    var a: Float80 = 0\n}\n"),
            ["x86-long-double blocker Sources/A/A.swift:2"]),
        Trap(
            "a number of x87 on x86",
            swift("#if arch(x86_64)\ntypealias A = Float80\n#else\ntypealias A = Double\n#endif\n")),
        Trap("a number of x87 on one system", swift("#if os(macOS)\nlet a: Float80 = 0\n#endif\n")),
        Trap("words about it", swift("// var a: Float80\nlet a = \"Float80 is for x86\"\n")),
        Trap(
            "a branch that ends the program", branches("    #else\n    fatalError(\"no\")\n"),
            ["runtime-architecture-check warning Sources/A/A.swift:5"]),
        Trap(
            "a branch for arm64 before it",
            branches("    #elseif arch(arm64)\n    return 2\n    #else\n    fatalError()\n")),
        Trap(
            "an end behind the condition",
            swift("#if arch(x86_64)\nlet a = 1\n#else\nlet a = 2\n#endif\nfatalError(\"x\")\n")),
    ]

    private static func crate(_ condition: String) -> [String: String] {
        [
            "build.rs":
                "fn main() {\n    let arch = std::env::var(\"CARGO_CFG_TARGET_ARCH\").unwrap();\n"
                + "    let mut b = cc::Build::new();\n    b.file(\"c/plain.c\");\n"
                + "    \(condition) {\n        b.file(\"c/fast.c\");\n    }\n    b.compile(\"a\");\n}\n",
            "c/fast.c": "#include <immintrin.h>\nint a;\n", "c/plain.c": "int b;\n",
        ]
    }

    private static let builds = [
        Trap(
            "a source that a crate compiles on x86", crate("if arch == \"x86_64\"")),
        Trap(
            "a source that it compiles on every machine", crate("if arch != \"wasm32\""),
            ["x86-header blocker c/fast.c:1"]),
        Trap(
            "a source of an arm for x86",
            crate("match arch.as_str()").merging([
                "build.rs":
                    "fn main() {\n    match arch.as_str() {\n        \"x86_64\" => b.file(\"c/fast.c\"),\n"
                    + "        \"aarch64\" => b.file(\"c/plain.c\"),\n        _ => b.file(\"c/plain.c\"),\n    };\n}\n"
            ]) { $1 }),
    ]

    private static let sources = [
        Trap(
            "an extension of Perl",
            ["A.xs": "#include \"perl.h\"\n#include <tmmintrin.h>\n\nMODULE = A  PACKAGE = A\n"],
            ["x86-header blocker A.xs:2"]),
        Trap(
            "an extension of Perl with a condition",
            ["A.xs": "#include \"perl.h\"\n#ifdef __SSSE3__\n#include <tmmintrin.h>\n#endif\nMODULE = A  PACKAGE = A\n"]
        ),
        Trap(
            "a function of the kernel for x86",
            ["a.bpf.c": "#include \"vmlinux.h\"\nSEC(\"kprobe/__x64_sys_execve\")\nint a(void *c) { return 0; }\n"],
            ["x86-path warning a.bpf.c:2"]),
        Trap(
            "functions of the kernel for both",
            [
                "a.bpf.c":
                    "#include \"vmlinux.h\"\n#if defined(__TARGET_ARCH_x86)\nSEC(\"kprobe/__x64_sys_execve\")\n#else\n"
                    + "SEC(\"kprobe/__arm64_sys_execve\")\n#endif\nint a(void *c) { return 0; }\n"
            ]),
    ]

    @Test(arguments: programs + swiftSources + builds + sources)
    func findings(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }
}
