import ScanModel
import ScanTestSupport
import SourceAnalysis
import Testing

@Suite struct AssemblyTests {
    private static let att = ".text\n.globl sum\nsum:\n\tmovq (%rdi), %rax\n\tret\n"
    private static let intel = ".intel_syntax noprefix\n.global sum\nsum:\n  mov rax, [rdi]\n  ret\n"
    private static let nasm = "bits 64\nsection .text\nglobal sum\nsum:\n    mov rax, [rdi]  ; load\n    ret\n"
    private static let a64 = ".text\n.globl sum\nsum:\n\tldr x0, [x0]\n\tret\n"

    private static let traps = [
        Trap("AT&T syntax", ["sum.s": att], ["x86-assembly blocker sum.s:4"]),
        Trap("Intel syntax", ["src/sum.S": intel], ["x86-assembly blocker src/sum.S:1"]),
        Trap("NASM", ["sum.asm": nasm], ["x86-assembly blocker sum.asm:1"]),
        Trap("NASM by its ending", ["sum.nasm": nasm], ["x86-assembly blocker sum.nasm:1"]),
        Trap(
            "a guard that keeps x86 code on aarch64",
            ["sum.S": "#ifndef __APPLE__\n.globl sum\nsum:\n\tmovq %rdi, %rax\n\tret\n#endif\n"],
            ["x86-assembly blocker sum.S:4"]),
        Trap(
            "a guard with an unknown setting",
            ["sum.S": "#ifdef CONFIG_FAST\n.globl sum\nsum:\n\tmovq %rdi, %rax\n\tret\n#endif\n"],
            ["x86-assembly warning sum.S:4"]),
        Trap(
            "an #error for all but x86",
            ["sum.S": "#if defined(__x86_64__)\n\tmovq %rdi, %rax\n#else\n#error unsupported\n#endif\n"],
            ["x86-assembly blocker sum.S:4"]),
        Trap(
            "an aarch64 file for another thing",
            ["sum.s": att, "copy-aarch64.s": ".globl copy\ncopy:\n\tldr x0, [x1]\n\tstr x0, [x2]\n"],
            ["x86-assembly blocker sum.s:4"]),
        Trap(
            "a C file for another thing", ["sum.s": att, "main.c": "int main(void) { return sum(); }\n"],
            ["x86-assembly blocker sum.s:4"]),
        Trap(
            "a folder for x86 alone", ["src/x86_64/sum.S": att, "src/main.c": "int main(void) { return 0; }\n"],
            ["x86-assembly blocker src/x86_64/sum.S:4"]),
        Trap(
            "a build file without a condition", ["sum.s": att, "Makefile": "OBJS = main.o sum.o\n"],
            ["x86-assembly blocker sum.s:4"]),
        Trap("a test in assembly", ["tests/sum.s": att], ["x86-assembly warning tests/sum.s:4"]),
        Trap(
            "a boot sector", ["boot.asm": "org 0x7c00\nbits 16\nstart:\n  mov ax, 0\n  int 0x10\ndw 0xaa55\n"],
            ["x86-assembly warning boot.asm:1"]),
        Trap("a label and an instruction in one line", ["a.s": "go:\tcpuid\n\tret\n"], ["x86-assembly blocker a.s:1"]),
        Trap("a comment in front of the code", ["a.s": "/* a */ movq %rdi, %rax\n"], ["x86-assembly blocker a.s:1"]),
        Trap(
            "an #error in a part for x86, behind a line that goes on",
            ["a.S": "#if !defined(__x86_64__) || \\\n    defined(OLD)\n#error no\n#endif\n"],
            ["x86-assembly blocker a.S:3"]),
        Trap(
            "macros that are called like registers of arm64",
            ["a.S": "#define X1 %r13\n.globl f\nf:\n\tmovq A, X1\n\tFLD (X1)\n\timulq N, X1\n\tret\n"],
            ["x86-assembly blocker a.S:4"]),
        Trap(
            "instructions that x86 shares with others",
            [
                "ev6/add.s": ".globl add\nadd:\n\taddq $1,$2,$3\n\tsubq $3,$4,$5\n\tret $31,($26),1\n",
                "cold/sub.s": ".globl sub\nsub:\n\taddq.l #1,%d0\n\tsubq #4,%a0\n\trts\n",
                "two/shift.S": ".globl shift\nshift:\n\tmova table, r0\n\tadd r0, r4\n\trts\n",
            ]),
        Trap(
            "Go's assembler behind macros of many lines",
            ["sum_amd64.s": String(repeating: "\tMOVQ AX, BX; \\\n", count: 40) + "TEXT ·sum(SB), $0-16\n\tRET\n"]),
        Trap(
            "Microsoft's assembler", ["sum.asm": ".code\nsum PROC\n  mov rax, rcx\n  ret\nsum ENDP\nEND\n"],
            ["x86-assembly note sum.asm:2"]),

        Trap(
            "a program in assembly, whatever its linker is told",
            [
                "run.asm": "global _start\n_start:\n  mov rax, 60\n  syscall\n",
                "Makefile": "run:\n\tld -m elf_x86_64 --oformat elf64-x86-64 -o run run.o\n",
            ],
            ["x86-assembly blocker run.asm:1"]),

        // What is fine.
        Trap("an aarch64 file of the same name", ["sum-x86_64.s": att, "sum-armv8.S": a64]),
        Trap("an aarch64 folder", ["amd64/sum.s": att, "arm64/sum.s": a64]),
        Trap("the same exported symbol elsewhere", ["fast.s": att, "slow.S": a64]),
        Trap(
            "the same function in C for others",
            ["fast.s": att, "slow.c": "#ifndef __x86_64__\nlong sum(const long *p)\n{\n  return *p;\n}\n#endif\n"]),
        Trap(
            "the same function in C for x86 alone",
            [
                "lib/x86/fast.s": att,
                "lib/x86/other.c": "#ifdef __x86_64__\nlong sum(const long *p)\n{\n  return *p;\n}\n#endif\n",
            ], ["x86-assembly blocker lib/x86/fast.s:4"]),
        Trap("x86 code that aarch64 does not compile", ["a.S": "#if defined(__x86_64__)\n\tmovq %rdi, %rax\n#endif\n"]),
        Trap(
            "both in one file",
            [
                "a.S":
                    "#ifdef __x86_64__\n\tmovq %rdi, %rax\n#elif defined(__aarch64__)\n\tldr x0, [x1]\n\tstr x0, [x1]\n#else\n#error no\n#endif\n"
            ]),
        Trap("aarch64 alone", ["a.S": a64]),
        Trap("code in a comment", ["a.s": "/*\n\tmovq %rdi, %rax\n*/ # \tcpuid\n// cpuid\n"]),
        Trap(
            "settings of x86 in a condition of two lines",
            ["a.S": "#if defined(__i386__) || \\\n    HAVE_avx2_FAST\n\tmovq %rdi, %rax\n#endif // a\n"]),
        Trap(
            "a symbol that is exported far behind the lines that tell the machine",
            [
                "fast.s": String(repeating: "\tmovq %rdi, %rax\n", count: 80) + "\n /* b */\n\t.globl _sum ; c\n",
                "slow.S": a64,
            ]),
        Trap(
            "arm, POWER and RISC-V",
            [
                "a.S": ".syntax unified\n.thumb\npush {r4, lr}\nldr r0, [r1]\n", "p.s": "mflr 0\nstdu 1, -32(1)\n",
                "v.S": "addi a0, a0, 1\necall\n",
            ]),
        Trap(
            "data alone",
            ["data.S": ".section .rodata\n.globl blob\nblob:\n.incbin \"blob.bin\"\n.size blob, . - blob\n"]),
        Trap("SPARC registers", ["a.S": "save %sp, -96, %sp\nmov %i0, %o0\nret\nrestore\n"]),
        Trap("s390x registers", ["a.S": "stmg %r6,%r15,48(%r15)\nlarl %r1,x\nbr %r14\n"]),
        Trap(
            "a C file beside it", ["sum.asm": nasm, "sum.c": "long sum(long *p) { return *p; }\n"],
            ["x86-assembly note sum.asm:1"]),
        Trap(
            "folders for others beside it",
            ["lib/x86/sum.asm": nasm, "lib/x86/add.asm": nasm, "lib/aarch64/mul.c": "\n"],
            ["x86-assembly note lib/x86/add.asm:1"]),
        Trap(
            "a condition in CMake",
            [
                "src/simd.asm": nasm,
                "CMakeLists.txt":
                    "if(CMAKE_SYSTEM_PROCESSOR MATCHES \"x86_64\")\n  target_sources(a PRIVATE src/simd.asm)\nendif()\n",
            ],
            ["x86-assembly note src/simd.asm:1"]),
        Trap(
            "a condition in make", ["simd.S": att, "Makefile": "ifeq ($(ARCH),x86_64)\nOBJS += simd.o\nendif\n"],
            ["x86-assembly note simd.S:4"]),
        Trap(
            "a select in Bazel",
            [
                "simd.S": att,
                "BUILD.bazel": "srcs = select({\n    \"@platforms//cpu:x86_64\": [\n        \"simd.S\",\n    ],\n})\n",
            ],
            ["x86-assembly note simd.S:4"]),
        Trap(
            "a name with the architecture in make",
            ["boot-x86_64.S": att, "Makefile": "BOOT = $(OBJ)/boot-$(TARGET_ARCH).o\n"],
            ["x86-assembly note boot-x86_64.S:4"]),
        Trap(
            "an #error behind a name for arm64",
            [
                "a.S":
                    "#if defined(OS_x86_linux)\n#elif defined(OS_arm64_linux)\n#else\n# error Unknown platform\n#endif\n"
            ]
        ),
        Trap(
            "a suite of tests for x86", ["ld/testsuite/ld-x86-64/tls.s": att],
            ["x86-assembly note ld/testsuite/ld-x86-64/tls.s:4"]),
        Trap(
            "assembly that is chosen at run time",
            [
                "filter.asm":
                    "%include \"x86inc.asm\"\nSECTION .text\nINIT_XMM sse2\ncglobal filter, 2, 2\n  movu m0, [r0]\n  RET\n"
            ],
            ["x86-assembly note filter.asm:1"]),
        Trap(
            "an include file of another language", ["a.inc": "<?php define('rax', 1);\n", "b.inc": "const eax = 1;\n"]),
        Trap(
            "C in an include file, with NASM's words in its sentences",
            [
                "symbolize.inc":
                    "int find(const char *name) {\n  LOG(\"no\"\n      \"section %s is too long\"\n      \"section is left out\"\n"
                    + "      \"section headers are wanted\");\n  int bits = 1;\n  bits += 2;\n  if (bits) {\n    return 0;\n  }\n"
                    + "  return bits;\n}\n"
            ]),
        Trap(
            "nothing, and noise",
            [
                "a.s": "", "b.S": "\u{0}\u{1}#if (((\n#elif\n#endif\n#endif\n/*",
                "c.asm": String(repeating: "(", count: 5000),
            ]),
    ]

    @Test func howAFileIsAssembledIsNoConditionForIt() async throws {
        let files = [
            "Makefile": "app: add.o main.o\n\tcc -o app add.o main.o\nadd.o: add.asm\n\tnasm -f elf64 add.asm\n",
            "add.asm": "section .text\nglobal add2\nadd2:\n  mov rax, rdi\n  add rax, rsi\n  ret\n",
            "main.c": "long add2(long, long);\nint main(void) { return add2(1, 2); }\n",
        ]
        #expect(try await Project(SourceAnalyses.all).summary(files) == ["x86-assembly blocker add.asm:1"])
    }

    @Test(arguments: traps) func trap(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }
}
