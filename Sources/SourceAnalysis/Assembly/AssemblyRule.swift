import Reporting
import ScanModel

enum AssemblyRule {
    static let x86 = Rule(
        id: "x86-assembly", title: "Assembly for x86 without another version", area: .source, severity: .blocker,
        effort: .days,
        why: "An assembler for arm64 does not know x86's registers and instructions: the file does not assemble, and "
            + "what it defines is missing.",
        remedy: "write the same in C (compilers vectorise well), or add an aarch64 file, and choose between them in "
            + "the build file",
        before: "    .globl sum\nsum:\n    movq (%rdi), %rax\n    ret",
        after: "    .globl sum\nsum:\n    ldr x0, [x0]\n    ret",
        reference: "https://learn.arm.com/learning-paths/servers-and-cloud-computing/migration/")
}
