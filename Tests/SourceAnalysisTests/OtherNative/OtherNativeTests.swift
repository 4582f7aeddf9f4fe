import ScanModel
import ScanTestSupport
import SourceAnalysis
import Testing

@Suite struct OtherNativeTests {
    private static let traps = [
        Trap(
            "D", ["a.d": "void f() {\n    asm {\n        mov EAX, 1;\n        cpuid;\n    }\n}\n"],
            ["native-inline-assembly blocker a.d:2"]),
        Trap(
            "Zig", ["a.zig": "pub fn f() void {\n    asm volatile (\"rdtsc\" : : : \"rax\", \"rdx\");\n}\n"],
            ["native-inline-assembly blocker a.zig:2"]),
        Trap(
            "Nim", ["a.nim": "proc f() =\n  asm \"\"\"\n    movq %rax, %rbx\n  \"\"\"\n"],
            ["native-inline-assembly blocker a.nim:2"]),
        Trap(
            "Pascal", ["a.pas": "function F: Integer; assembler;\nasm\n  mov eax, 1\nend;\n"],
            ["native-inline-assembly blocker a.pas:1", "native-inline-assembly blocker a.pas:2"]),
        Trap(
            "Ada", ["a.adb": "begin\n   Asm (\"rdtsc\", Outputs => Unsigned_32'Asm_Output (\"=a\", Low));\nend;\n"],
            ["native-inline-assembly blocker a.adb:2"]),
        Trap(
            "Swift", ["a.swift": "#if arch(x86_64)\nlet a = 1\n#else\n#error(\"unsupported\")\n#endif\n"],
            ["native-architecture-error blocker a.swift:4"]),
        Trap(
            "Zig's @compileError",
            ["a.zig": "const a = if (builtin.cpu.arch == .x86_64) 1 else @compileError(\"no\");\n"],
            ["native-architecture-error blocker a.zig:1"]),
        Trap(
            "C# with intrinsics",
            ["A.cs": "using System.Runtime.Intrinsics.X86;\nclass A { int F() => Sse2.Add(a, b); }\n"],
            ["dotnet-x86-intrinsics warning A.cs:1"]),
        Trap(
            "C# with a library",
            ["A.cs": "class A {\n    [DllImport(\"libcodec-x86_64.so\")]\n    static extern int F();\n}\n"],
            ["dotnet-x86-library warning A.cs:2"]),
        Trap(
            "C# that refuses",
            [
                "A.cs":
                    "class A {\n    void F() {\n        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)\n        {\n            throw new PlatformNotSupportedException();\n        }\n    }\n}\n"
            ],
            ["runtime-architecture-check warning A.cs:3"]),
        Trap(
            "C# that refuses without a block",
            [
                "A.cs":
                    "if (RuntimeInformation.ProcessArchitecture != Architecture.X64)\n    throw new PlatformNotSupportedException(\"x64 only\");\n"
            ],
            ["runtime-architecture-check warning A.cs:1"]),

        // What is fine.
        Trap(
            "C# that asks and goes on, without a block",
            [
                "A.cs":
                    "if (RuntimeInformation.ProcessArchitecture != Architecture.X64)\n    log(\"slow\");\nif (a == null)\n    throw new ArgumentNullException();\n"
            ]),
        Trap("D with a version", ["a.d": "version (D_InlineAsm_X86_64) {\n    asm { cpuid; }\n}\n"]),
        Trap(
            "Cython with a header of x86", ["a.pyx": "# fast\ncdef extern from \"immintrin.h\":\n    pass\n"],
            ["x86-header blocker a.pyx:2"]),
        Trap(
            "a declaration for Cython", ["a.pxd": "cdef extern from \"<x86intrin.h>\" nogil:\n    pass\n"],
            ["x86-header warning a.pxd:1"]),
        Trap(
            "Cython that asks",
            ["a.pyx": "IF UNAME_MACHINE == \"x86_64\":\n    cdef extern from \"immintrin.h\":\n        pass\n"]),
        Trap("Cython with a header of its own", ["a.pyx": "cdef extern from \"own_intrin.h\":\n    pass\n"]),
        Trap("Cython for x86", ["a_x86.pyx": "cdef extern from \"immintrin.h\":\n    pass\n"]),
        Trap(
            "Zig with a switch",
            [
                "a.zig":
                    "switch (builtin.cpu.arch) {\n    .x86_64 => asm volatile (\"rdtsc\"),\n    .aarch64 => asm volatile (\"isb\"),\n    else => @compileError(\"no\"),\n}\n"
            ]),
        Trap("Zig for aarch64", ["a.zig": "fn f() void {\n    asm volatile (\"dmb ish\");\n}\n"]),
        Trap(
            "Swift with arm64",
            [
                "a.swift":
                    "#if arch(x86_64)\nlet a = 1\n#elseif arch(arm64)\nlet a = 2\n#else\n#error(\"unsupported\")\n#endif\n"
            ]),
        Trap("Swift without architectures", ["a.swift": "#if os(Linux)\n#else\n#error(\"only Linux\")\n#endif\n"]),
        Trap("Pascal with a guard", ["a.pas": "{$IFDEF CPUX64}\nasm\n  mov eax, 1\nend;\n{$ENDIF}\n"]),
        Trap(
            "C# that asks",
            [
                "A.cs":
                    "using System.Runtime.Intrinsics.X86;\nclass A { int F() => Sse2.IsSupported ? Sse2.Add(a, b) : a + b; }\n"
            ]),
        Trap(
            "C# with libraries for both",
            [
                "A.cs":
                    "class A {\n    [DllImport(\"codec-x64\")] static extern int F();\n    [DllImport(\"codec-arm64\")] static extern int G();\n    [DllImport(\"libc\")] static extern int H();\n}\n"
            ]),
        Trap(
            "C# that chooses",
            [
                "A.cs":
                    "var name = RuntimeInformation.ProcessArchitecture switch\n{\n    Architecture.X64 => \"x64\",\n    Architecture.Arm64 => \"arm64\",\n    _ => throw new NotSupportedException(),\n};\n"
            ]),
        Trap("a comment", ["a.d": "// asm { cpuid; }\n", "b.zig": "// asm volatile (\"rdtsc\")\n"]),
    ]

    @Test(arguments: traps) func trap(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }
}
