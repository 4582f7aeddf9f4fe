import ScanModel
import ScanTestSupport
import SourceAnalysis
import Testing

@Suite struct RustTests {
    private static let traps = [
        Trap(
            "what a package's program calls by the name of its library",
            [
                "Cargo.toml": "[package]\nname = \"fast-sums\"\n",
                "src/lib.rs": "#[cfg(target_arch = \"x86_64\")]\npub fn sum(v: &[u8]) -> u32 { v.len() as u32 }\n",
                "src/main.rs": "fn main() {\n    println!(\"{}\", fast_sums::sum(b\"x\"));\n}\n",
            ], ["rust-architecture-only blocker src/lib.rs:2"]),
        Trap(
            "x86's intrinsics without a guard", ["src/lib.rs": "use std::arch::x86_64::*;\n\npub fn f() {}\n"],
            ["rust-x86-code blocker src/lib.rs:1"]),
        Trap(
            "intrinsics in a list of imports", ["src/lib.rs": "use std::{arch::x86_64::*, fmt};\n"],
            ["rust-x86-code blocker src/lib.rs:1"]),
        Trap(
            "intrinsics by their path",
            ["src/main.rs": "fn main() {\n    let t = unsafe { core::arch::x86_64::_rdtsc() };\n}\n"],
            ["rust-x86-code blocker src/main.rs:2"]),
        Trap(
            "a target feature and its detection",
            [
                "src/main.rs":
                    "#[target_feature(enable = \"avx2\")]\nunsafe fn fast() {}\n\nfn main() {\n    if is_x86_feature_detected!(\"avx2\") {}\n}\n"
            ],
            ["rust-x86-code blocker src/main.rs:1", "rust-x86-code blocker src/main.rs:5"]),
        Trap(
            "x86 instructions",
            [
                "src/main.rs":
                    "use std::arch::asm;\nfn main() {\n    unsafe { asm!(\"rdtsc\", out(\"eax\") _, out(\"edx\") _) };\n}\n"
            ],
            ["rust-inline-assembly blocker src/main.rs:3"]),
        Trap(
            "a whole file of x86 instructions",
            ["src/lib.rs": "core::arch::global_asm!(\n    \".globl f\",\n    \"f: mov rax, rdi\",\n);\n"],
            ["rust-inline-assembly blocker src/lib.rs:1"]),
        Trap(
            "a module without a guard", ["src/lib.rs": "mod fast;\n", "src/fast.rs": "use core::arch::x86_64::*;\n"],
            ["rust-x86-code blocker src/fast.rs:1"]),
        Trap(
            "an error for all but x86",
            ["src/lib.rs": "#[cfg(not(target_arch = \"x86_64\"))]\ncompile_error!(\"only x86_64\");\n"],
            ["rust-architecture-only blocker src/lib.rs:2"]),
        Trap(
            "an error in the last branch of cfg_if",
            [
                "src/lib.rs":
                    "cfg_if::cfg_if! {\n    if #[cfg(target_arch = \"x86_64\")] {\n        mod a;\n    } else {\n        compile_error!(\"no\");\n    }\n}\n"
            ],
            ["rust-architecture-only blocker src/lib.rs:5"]),
        Trap(
            "a function for x86 that is called everywhere",
            [
                "src/main.rs":
                    "#[cfg(target_arch = \"x86_64\")]\nfn fast(x: u32) -> u32 { x }\n\nfn main() {\n    println!(\"{}\", fast(1));\n}\n"
            ],
            ["rust-architecture-only blocker src/main.rs:2"]),
        Trap(
            "a module for x86 that is used everywhere",
            [
                "Cargo.toml": "[package]\n",
                "src/lib.rs": "#[cfg(target_arch = \"x86_64\")]\nmod simd;\n\npub fn f() { simd::sum() }\n",
                "src/simd.rs": "use std::arch::x86_64::*;\npub fn sum() {}\n",
            ],
            ["rust-architecture-only blocker src/lib.rs:2"]),
        Trap(
            "a type for x86",
            [
                "src/lib.rs":
                    "#[cfg(target_arch = \"x86_64\")]\npub struct Registers { pub rax: u64 }\n\npub fn f(r: &Registers) {}\n"
            ],
            ["rust-architecture-only blocker src/lib.rs:2"]),
        Trap(
            "code under a feature", ["src/lib.rs": "#[cfg(feature = \"simd\")]\nuse std::arch::x86_64::*;\n"],
            ["rust-x86-code warning src/lib.rs:2"]),
        Trap("a bench", ["benches/sum.rs": "use std::arch::x86_64::*;\n"], ["rust-x86-code warning benches/sum.rs:1"]),
        Trap(
            "a target and a processor for all builds",
            [
                ".cargo/config.toml":
                    "[build]\ntarget = \"x86_64-unknown-linux-gnu\"\nrustflags = [\"-C\", \"target-cpu=haswell\"]\n"
            ],
            ["rust-build-x86 blocker .cargo/config.toml:3", "rust-build-x86 warning .cargo/config.toml:2"]),
        Trap(
            "a feature for all builds",
            [".cargo/config": "[build]\nrustflags = [\n  \"-Ctarget-feature=+avx2,+fma\",\n]\n"],
            ["rust-build-x86 warning .cargo/config:3"]),
        Trap(
            "flags in a build script",
            ["build.rs": "fn main() {\n    cc::Build::new().file(\"a.c\").flag(\"-mavx2\").compile(\"a\");\n}\n"],
            ["rust-build-x86 blocker build.rs:2"]),
        Trap(
            "a build script that refuses",
            [
                "build.rs":
                    "fn main() {\n    let arch = std::env::var(\"CARGO_CFG_TARGET_ARCH\").unwrap();\n    if !std::env::var(\"TARGET\").unwrap().starts_with(\"x86_64\") {\n    }\n    if std::env::var(\"CARGO_CFG_TARGET_ARCH\").unwrap() != \"x86_64\" {\n        panic!(\"no\");\n    }\n}\n"
            ],
            ["rust-build-x86 blocker build.rs:5"]),
        Trap(
            "a check at run time",
            [
                "src/main.rs":
                    "fn main() {\n    if std::env::consts::ARCH != \"x86_64\" {\n        panic!(\"unsupported\");\n    }\n}\n"
            ],
            ["runtime-architecture-check warning src/main.rs:2"]),
        Trap(
            "i8 for c_char",
            ["src/lib.rs": "pub fn f(p: *const u8) {\n    unsafe { CStr::from_ptr(p as *const i8) };\n}\n"],
            ["rust-c-char blocker src/lib.rs:2"]),
        Trap(
            "i8 for c_char in a declaration",
            [
                "src/lib.rs":
                    "extern \"C\" {\n    fn set(name: *const i8);\n}\npub fn f() {\n    let c = CString::new(\"a\").unwrap();\n    unsafe { set(c.as_ptr()) }\n}\n"
            ], ["rust-c-char blocker src/lib.rs:2"]),
        Trap(
            "i8 in a declaration, for numbers",
            [
                "src/lib.rs":
                    "extern \"C\" {\n    fn sum(v: *const i8, n: usize);\n}\npub fn f(v: &[i8], c: &CStr) {\n    unsafe { sum(v.as_ptr(), v.len()) }\n}\n"
            ]),
        Trap(
            "i8 for c_char in a call of libc",
            ["src/lib.rs": "pub fn f(p: *const u8) {\n    unsafe { libc::puts(p as *const i8) };\n}\n"],
            ["rust-c-char warning src/lib.rs:2"]),
        Trap(
            "i8 for c_char, where a feature asks for it",
            [
                "src/lib.rs":
                    "#[cfg(feature = \"c\")]\npub fn f(p: *const u8) {\n    unsafe { CStr::from_ptr(p as *const i8) };\n}\n"
            ], ["rust-c-char warning src/lib.rs:3"]),
        Trap(
            "a system call of x86", ["src/lib.rs": "pub fn f(n: i64) -> bool {\n    n == libc::SYS_open\n}\n"],
            ["rust-x86-syscall blocker src/lib.rs:2"]),
        Trap(
            "a toolchain for x86",
            ["rust-toolchain.toml": "[toolchain]\nchannel = \"stable-x86_64-unknown-linux-gnu\"\n"],
            ["rust-build-x86 warning rust-toolchain.toml:2"]),

        // What is fine.
        Trap(
            "guards on items, blocks and files",
            [
                "src/lib.rs": """
                #[cfg(target_arch = "x86_64")]
                use std::arch::x86_64::*;
                #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
                #[target_feature(enable = "avx2")]
                pub unsafe fn fast(v: &[f32]) -> f32 { core::arch::x86_64::_mm_pause(); 0.0 }
                #[target_feature(enable = "sse4.2")]
                #[cfg(target_arch = "x86_64")]
                unsafe fn crc<A, B>(a: A, b: B) {}
                pub fn sum(v: &[f32]) -> f32 {
                    #[cfg(target_arch = "x86_64")]
                    {
                        if is_x86_feature_detected!("avx2") { return unsafe { fast(v) }; }
                    }
                    v.iter().sum()
                }
                #[cfg(target_arch = "x86_64")]
                mod x86;
                """,
                "src/x86.rs": "use std::arch::x86_64::*;\npub fn f() { unsafe { asm!(\"rdtsc\") } }\n",
                "src/other.rs": "#![cfg(target_arch = \"x86_64\")]\nuse std::arch::x86_64::*;\n",
            ]),
        Trap(
            "cfg_if with branches for both",
            [
                "src/lib.rs":
                    "cfg_if! {\n    if #[cfg(target_arch = \"x86_64\")] {\n        use std::arch::x86_64::*;\n        pub fn f() {}\n    } else if #[cfg(target_arch = \"aarch64\")] {\n        pub fn f() {}\n    } else {\n        compile_error!(\"no\");\n    }\n}\npub fn g() { f() }\n"
            ]),
        Trap(
            "an alternative for the others",
            [
                "src/lib.rs":
                    "#[cfg(target_arch = \"x86_64\")]\nfn f() {}\n#[cfg(not(target_arch = \"x86_64\"))]\nfn f() {}\npub fn g() { f() }\n"
            ]),
        Trap(
            "a module of another name for the others",
            [
                "src/lib.rs":
                    "#[cfg(target_arch = \"x86_64\")]\n#[path = \"x86.rs\"]\nmod imp;\n#[cfg(not(target_arch = \"x86_64\"))]\n#[path = \"generic.rs\"]\nmod imp;\npub fn g() { imp::f() }\n",
                "src/x86.rs": "use std::arch::x86_64::*;\npub fn f() {}\n", "src/generic.rs": "pub fn f() {}\n",
            ]),
        Trap(
            "aarch64's instructions",
            [
                "src/lib.rs":
                    "#[cfg(target_arch = \"aarch64\")]\nuse std::arch::aarch64::*;\nfn f() { unsafe { asm!(\"mrs {}, cntvct_el0\", out(reg) x) } }\n"
            ]),
        Trap("an instruction that all have", ["src/lib.rs": "fn f() { unsafe { asm!(\"nop\") } }\n"]),
        Trap(
            "comments and strings",
            [
                "src/lib.rs":
                    "// use std::arch::x86_64::*;\n/* /* asm!(\"rdtsc\") */ is_x86_feature_detected!(\"avx\") */\nconst S: &str = \"std::arch::x86_64\";\nconst R: &str = r#\"asm!(\"cpuid\")\"#;\nfn f<'a>(c: char) -> bool { c == '\"' || c == '\\'' }\n"
            ]),
        Trap(
            "settings for x86's target",
            [
                ".cargo/config.toml":
                    "[target.x86_64-unknown-linux-gnu]\nrustflags = [\"-C\", \"target-cpu=haswell\"]\n[target.'cfg(target_arch = \"x86_64\")']\nrustflags = [\"-Ctarget-feature=+avx2\"]\n"
            ]),
        Trap(
            "a build script that asks first",
            [
                "build.rs":
                    "fn main() {\n    let mut b = cc::Build::new();\n    if std::env::var(\"CARGO_CFG_TARGET_ARCH\").unwrap() == \"x86_64\" {\n        b.flag(\"-mavx2\");\n    }\n    b.flag_if_supported(\"-msse4.2\");\n}\n"
            ]),
        Trap(
            "an error about features",
            [
                "src/lib.rs":
                    "#[cfg(not(any(feature = \"a\", feature = \"b\")))]\ncompile_error!(\"choose one\");\n#[cfg(not(target_pointer_width = \"64\"))]\ncompile_error!(\"64 bits\");\n#[cfg(windows)]\ncompile_error!(\"no\");\n"
            ]),
        Trap(
            "a macro that others use",
            [
                "src/lib.rs":
                    "macro_rules! simd {\n    () => {\n        #[target_feature(enable = \"avx2\")]\n        unsafe fn f() { asm!(\"cpuid\"); }\n    };\n}\n"
            ]),
        Trap(
            "pointers to real i8",
            [
                "src/lib.rs":
                    "fn f(v: &[u8]) -> *const i8 { v.as_ptr() as *const i8 }\nfn g(p: *const c_char) { unsafe { CStr::from_ptr(p) }; }\n"
            ]),
        Trap(
            "system calls of both",
            [
                "src/lib.rs":
                    "fn f(n: i64) -> bool { n == libc::SYS_openat }\n#[cfg(target_arch = \"x86_64\")]\nfn g(n: i64) -> bool { n == libc::SYS_open }\nfn h(n: i64) -> bool { n == own::SYS_open }\n"
            ]),
        Trap(
            "a module that a macro takes in",
            [
                "src/lib.rs": "arch_modules!(x86);\n", "src/x86/mod.rs": "pub mod a;\n",
                "src/x86/a.rs": "#[cfg(target_arch = \"x86_64\")]\nuse std::arch::x86_64::*;\n",
            ]),
        Trap(
            "noise",
            [
                "src/lib.rs": "#[cfg(((((\n#![\n}}}}r#\"\n'", "a.rs": String(repeating: "{[(", count: 50_000),
                "b.rs": "mod b; #[path=\"b.rs\"] mod c;", ".cargo/config": "[[[",
            ]),
    ]

    @Test(arguments: traps) func trap(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }
}
