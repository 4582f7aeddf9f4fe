import Reporting
import ScanModel

enum OtherNativeRules {
    static let all = [
        assembly, guarded, dotNetIntrinsics, dotNetLibrary, CFamilyRules.header, CFamilyRules.library,
        CFamilyRules.extendedFloat,
        RuntimeArchitectureRule.rule,
    ]

    static let assembly = Rule(
        id: "native-inline-assembly", title: "x86 instructions in inline assembly", area: .source, severity: .blocker,
        effort: .hours,
        why: "The instructions and registers are x86's; a compiler for arm64 refuses them.",
        remedy: "choose by the architecture when compiling, and write the same in the language itself for the others",
        before: "asm { mov EAX, 1; cpuid; }", after: "version (X86_64) { asm { mov EAX, 1; cpuid; } } else { … }")

    static let guarded = Rule(
        id: "native-architecture-error", title: "Code that stops the compiler on arm64", area: .source,
        severity: .blocker, effort: .hours,
        why: "The source knows x86 only, and ends the compilation for every other architecture.",
        remedy: "add a branch for arm64 in front of it",
        before: "#if arch(x86_64)\n…\n#else\n#error(\"unsupported\")\n#endif",
        after: "#if arch(x86_64)\n…\n#elseif arch(arm64)\n…\n#else\n#error(\"unsupported\")\n#endif")

    static let dotNetIntrinsics = Rule(
        id: "dotnet-x86-intrinsics", title: "x86 intrinsics in .NET without a check", area: .source, severity: .warning,
        effort: .hours,
        why: "The methods of System.Runtime.Intrinsics.X86 throw PlatformNotSupportedException on arm64.",
        remedy: "ask IsSupported first, and use Vector128 or System.Runtime.Intrinsics.Arm for the others",
        before: "var sum = Sse2.Add(a, b);",
        after: "var sum = Sse2.IsSupported ? Sse2.Add(a, b) : Vector128.Add(a, b);",
        reference: "https://learn.microsoft.com/en-us/dotnet/api/system.runtime.intrinsics.x86")

    static let dotNetLibrary = Rule(
        id: "dotnet-x86-library", title: "A .NET program that loads a library for x86", area: .source,
        severity: .warning, effort: .hours,
        why: "The library's name says that it is for x86; an arm64 process can't load it.",
        remedy: "leave the architecture out of the name, and ship the library under runtimes/linux-arm64/native too",
        before: "[DllImport(\"libcodec-x64.so\")]", after: "[DllImport(\"codec\")]",
        reference: "https://learn.microsoft.com/en-us/dotnet/standard/native-interop/native-library-loading")
}
