import ScanModel
import ScanTestSupport
import SourceAnalysis
import Testing

/// What a ninth corpus, of whole projects, showed to be missed or to be told wrongly.
@Suite struct NinthCorpusTests {
    private static let question = "if platform.machine() != \"x86_64\":\n"

    private static let programs = [
        Trap(
            "an import that is refused, and done without",
            [
                "a.py":
                    "import platform\ntry:\n    \(question)        raise ImportError(\"no fast path\")\n    import fast\n"
                    + "except ImportError:\n    fast = None\n"
            ]),
        Trap(
            "an import that is refused, and missed",
            [
                "a.py":
                    "import platform\ntry:\n    \(question)        raise ImportError(\"no fast path\")\n    import fast\n"
                    + "except ImportError:\n    raise SystemExit(1)\n"
            ],
            ["runtime-architecture-check warning a.py:3"]),
        Trap(
            "an import that is refused where another error is caught",
            [
                "a.py":
                    "import platform\ntry:\n    \(question)        raise ImportError(\"no fast path\")\n    import fast\n"
                    + "except ValueError:\n    fast = None\n"
            ],
            ["runtime-architecture-check warning a.py:3"]),
        Trap(
            "an import that is refused in a function, beside a try",
            [
                "a.py":
                    "import platform\ntry:\n    import json\nexcept ImportError:\n    json = None\n"
                    + "\(question)    raise ImportError(\"x86 only\")\n"
            ],
            ["runtime-architecture-check warning a.py:6"]),
    ]

    private static func build(_ more: String) -> [String: String] {
        [
            "build.rs":
                "fn main() {\n    let arch = std::env::var(\"CARGO_CFG_TARGET_ARCH\").unwrap();\n"
                + "    if arch == \"x86_64\" {\n        cc::Build::new().flag(\"-msse4.1\").compile(\"a\");\n    }\n\(more)}\n"
        ]
    }

    private static let builds = [
        Trap(
            "a flag for all, behind one for x86", build("    cc::Build::new().flag(\"-mavx2\").compile(\"b\");\n"),
            ["rust-build-x86 blocker build.rs:6"]),
        Trap(
            "flags under conditions",
            build("    if fast {\n        cc::Build::new().flag(\"-mavx2\").compile(\"b\");\n    }\n")),
        Trap(
            "a flag behind a return",
            build(
                "    if arch != \"x86_64\" {\n        return;\n    }\n"
                    + "    cc::Build::new().flag(\"-mavx2\").compile(\"b\");\n")),
        Trap(
            "a program of DPDK, which is there for arm64",
            [
                "meson.build": "dpdk = dependency('libdpdk')\nexecutable('probe', 'clock.c', dependencies: dpdk)\n",
                "clock.c":
                    "unsigned long f(void)\n{\n\tunsigned a, d;\n\tasm volatile(\"rdtsc\" : \"=a\"(a), \"=d\"(d));\n\treturn a;\n}\n",
            ],
            ["x86-inline-asm blocker clock.c:4"]),
    ]

    private static func workspace(_ definition: String, _ use: String) -> [String: String] {
        [
            "core/Cargo.toml": "[package]\nname = \"pixel-core\"\n", "core/src/lib.rs": "pub mod yuv;\n",
            "core/src/yuv.rs": definition, "cli/Cargo.toml": "[package]\nname = \"cli\"\n", "cli/src/main.rs": use,
        ]
    }

    private static let definition = "#[cfg(target_arch = \"x86_64\")]\npub fn convert(y: u8) -> u8 {\n    y\n}\n"
    private static let use = "use pixel_core::yuv;\n\nfn main() {\n    println!(\"{}\", yuv::convert(1));\n}\n"

    private static let crates = [
        Trap(
            "a function for x86 that another crate calls", workspace(definition, use),
            ["rust-architecture-only blocker core/src/yuv.rs:2"]),
        Trap(
            "a function for both",
            workspace(
                definition + "#[cfg(not(target_arch = \"x86_64\"))]\npub fn convert(y: u8) -> u8 {\n    y\n}\n", use)),
        Trap(
            "a call on x86 alone",
            workspace(
                definition,
                "use pixel_core::yuv;\n\nfn main() {\n    #[cfg(target_arch = \"x86_64\")]\n"
                    + "    println!(\"{}\", yuv::convert(1));\n}\n")),
        Trap(
            "a module of another crate",
            workspace(definition, use.replacing("pixel_core", with: "other_core"))),
    ]

    @Test(arguments: programs + builds + crates)
    func findings(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }
}
