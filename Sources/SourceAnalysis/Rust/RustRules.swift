import Reporting
import ScanModel

enum RustRules {
    static let all = [x86Code, assembly, architectureOnly, build, characters, systemCall, RuntimeArchitectureRule.rule]

    static let x86Code = Rule(
        id: "rust-x86-code", title: "Rust code with x86 instructions", area: .source, severity: .blocker,
        effort: .hours,
        why: "core::arch::x86_64, x86's target features and is_x86_feature_detected! exist in builds for x86 only: "
            + "elsewhere the crate does not compile.",
        remedy: "put #[cfg(target_arch = \"x86_64\")] on it, and write the same for other architectures",
        before: "use std::arch::x86_64::*;", after: "#[cfg(target_arch = \"x86_64\")]\nuse std::arch::x86_64::*;",
        reference: "https://doc.rust-lang.org/core/arch/")

    static let assembly = Rule(
        id: "rust-inline-assembly", title: "x86 instructions in Rust's asm!", area: .source, severity: .blocker,
        effort: .hours,
        why: "The instructions and registers are x86's; the compiler for arm64 refuses them.",
        remedy: "put #[cfg(target_arch = \"x86_64\")] on it, and write the same for other architectures",
        before: "asm!(\"rdtsc\", out(\"eax\") low, out(\"edx\") high);",
        after: "#[cfg(target_arch = \"x86_64\")]\nasm!(\"rdtsc\", out(\"eax\") low, out(\"edx\") high);",
        reference: "https://doc.rust-lang.org/reference/inline-assembly.html")

    static let architectureOnly = Rule(
        id: "rust-architecture-only", title: "Rust code that exists for x86 only", area: .source, severity: .blocker,
        effort: .hours, why: "A cfg attribute leaves it out on arm64, and the crate needs it there too.",
        remedy: "add the same under #[cfg(not(target_arch = \"x86_64\"))], in plain Rust",
        before: "#[cfg(target_arch = \"x86_64\")]\nfn sum(v: &[f32]) -> f32 { … }",
        after: "#[cfg(not(target_arch = \"x86_64\"))]\nfn sum(v: &[f32]) -> f32 { v.iter().sum() }",
        reference: "https://doc.rust-lang.org/reference/conditional-compilation.html")

    static let build = Rule(
        id: "rust-build-x86", title: "A Rust build for x86 only", area: .build, severity: .warning, effort: .minutes,
        why: "Cargo's settings or the build script choose x86's target, processor or compiler flags for every build.",
        remedy: "move the setting under [target.x86_64-unknown-linux-gnu], or ask CARGO_CFG_TARGET_ARCH first",
        before: "[build]\nrustflags = [\"-C\", \"target-cpu=haswell\"]",
        after: "[target.x86_64-unknown-linux-gnu]\nrustflags = [\"-C\", \"target-cpu=haswell\"]",
        reference: "https://doc.rust-lang.org/cargo/reference/config.html")

    static let characters = Rule(
        id: "rust-c-char", title: "i8 in the place of c_char", area: .source, severity: .blocker, effort: .minutes,
        why: "C's char is unsigned on arm64 Linux: c_char is u8 there, and a pointer to i8 is another type.",
        remedy: "write c_char of std::ffi (or libc) in place of i8",
        before: "CStr::from_ptr(p as *const i8)", after: "CStr::from_ptr(p as *const c_char)",
        reference: "https://doc.rust-lang.org/core/ffi/type.c_char.html")

    static let systemCall = Rule(
        id: "rust-x86-syscall", title: "A system call that arm64 does not have, in Rust", area: .source,
        severity: .blocker, effort: .minutes,
        why: "Linux for arm64 has only the newer calls, and the crate libc has no constants for the others there.",
        remedy: "use the newer call's number, or put #[cfg(target_arch = \"x86_64\")] on the place",
        before: "libc::syscall(libc::SYS_open, path, flags)",
        after: "libc::syscall(libc::SYS_openat, libc::AT_FDCWD, path, flags)",
        reference: "https://man7.org/linux/man-pages/man2/syscalls.2.html")
}
